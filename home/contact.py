"""The contact form: what readers write is stored first, then mailed to the office."""

import logging

from django import forms
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from analytics import readers

from . import limits
from .models import ContactMessage, ContactPage, HomePage

# Letters that one network may send in so many seconds.
MOST_LETTERS, WITHIN = 5, 3600

logger = logging.getLogger(__name__)


class ContactForm(forms.ModelForm):
    # Readers neither see nor reach it; programs fill in whatever they find.
    website = forms.CharField(required=False, label=_("Bỏ trống ô này"))
    consent = forms.BooleanField(
        label=_("Tôi đồng ý để cơ quan dùng thông tin trên để trả lời tôi."),
        error_messages={"required": _("Hãy đánh dấu đồng ý để thư được gửi và trả lời.")},
    )

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "telephone", "subject", "message"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "telephone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "message": forms.Textarea(attrs={"rows": 8}),
        }

    @property
    def shown_fields(self):
        """Return the fields that readers see, the consent apart."""
        return [self[name] for name in self.Meta.fields]

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("email") or cleaned.get("telephone") or self.errors.get("email")):
            raise ValidationError(_("Hãy ghi thư điện tử hoặc điện thoại để cơ quan trả lời."))
        return cleaned

    @property
    def is_from_a_program(self):
        return bool(self.data.get("website"))


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
    if not limits.take("letters", limits.network_of(request), MOST_LETTERS, WITHIN):
        form.add_error(
            None, _("Từ mạng này vừa gửi nhiều thư. Hãy thử lại sau một giờ, hoặc gọi điện.")
        )
        return _show_again(request, page, form, status=429)
    form.instance.page = page
    letter = form.save()
    deliver(letter)
    return redirect(f"{page.url}?da-gui")


def deliver(letter):
    """Mail `letter` to the office and note that it went; one that does not go stays stored."""
    try:
        message = EmailMessage(
            subject=f"[{_('Liên hệ')}] {' '.join(letter.subject.split())}",
            body=render_to_string("home/contact_letter.txt", {"letter": letter}),
            to=[_recipient(letter.page)],
            reply_to=[letter.email] if letter.email else None,
        )
        message.send()
    except Exception:
        logger.exception("Letter %s was not mailed; it waits in the admin.", letter.pk)
        return
    letter.mailed_at = timezone.now()
    letter.save(update_fields=["mailed_at"])


def deliver_waiting():
    """Mail the letters that did not go when they were written, oldest first."""
    for letter in ContactMessage.objects.filter(mailed_at=None).order_by("pk"):
        deliver(letter)


def _recipient(page):
    if page and page.recipient:
        return page.recipient
    homes = HomePage.objects.exclude(email="")
    home = homes.filter(locale=page.locale_id).first() if page else None
    home = home or homes.first()
    if home is None:
        raise ValueError("Neither the contact page nor a home page says where letters go.")
    return home.email


def _show_again(request, page, form, status=422):
    context = page.get_context(request) | {"form": form}
    request.is_preview = False
    return render(request, page.get_template(request), context, status=status)
