"""What readers wrote goes to the office's mailbox; what does not go is tried again later."""

import logging

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import ContactMessage, HomePage

logger = logging.getLogger(__name__)


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
