"""The contact form: what readers write is stored first, then mailed to the office."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts import rate_limits
from analytics import readers

from ..models import ContactPage
from .delivery import deliver
from .forms import ContactForm

# Letters that one network may send in so many seconds.
MOST_LETTERS, WITHIN = 5, 3600


@csrf_exempt
@require_POST
def send(request, page):
    """Take a letter for the contact page with the key `page`.

    No cookie is set for readers, so that there is no token to check: the form does nothing in
    anybody's name. Posts that another site makes a browser send are refused all the same.
    """
    page = get_object_or_404(ContactPage.objects.live().public(), pk=page)
    if not readers.is_own_page(request.META):
        raise Http404
    form = ContactForm(request.POST)
    if form.is_from_a_program:
        return redirect(f"{page.url}?da-gui")
    if not form.is_valid():
        return _show_again(request, page, form)
    if not rate_limits.take("letters", rate_limits.network_of(request), MOST_LETTERS, WITHIN):
        form.add_error(
            None, _("Từ mạng này vừa gửi nhiều thư. Hãy thử lại sau một giờ, hoặc gọi điện.")
        )
        return _show_again(request, page, form, status=429)
    form.instance.page = page
    letter = form.save()
    deliver(letter)
    return redirect(f"{page.url}?da-gui")


def _show_again(request, page, form, status=422):
    context = page.get_context(request) | {"form": form}
    request.is_preview = False
    return render(request, page.get_template(request), context, status=status)
