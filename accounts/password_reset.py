"""The letter that leads to a new password: sent beside the request, and not without end."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import override
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views.account import PasswordResetView

from . import rate_limits

# Letters in an hour, to one person and from one network.
TO_ONE, FROM_NETWORK, WITHIN = 3, 20, 3600


def ask_for(request, email, language):
    """Have a letter sent to the account with the address `email`, if there is one."""
    network = rate_limits.network_of(request)
    if rate_limits.take("reset-from", network, FROM_NETWORK, WITHIN) and rate_limits.take(
        "reset-to", email.casefold().encode(), TO_ONE, WITHIN
    ):
        send.enqueue(email, language)


@task(backend="photos")
def send(email, language):
    form = PasswordResetForm({"email": email})
    if not form.is_valid():
        return
    address = urlsplit(settings.BASE_URL)
    with override(language):
        form.save(
            domain_override=address.netloc,
            use_https=address.scheme == "https",
            email_template_name=PasswordResetView.email_template_name,
            subject_template_name=PasswordResetView.subject_template_name,
        )
