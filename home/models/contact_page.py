"""The page where readers write to the office."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from ..contact.forms import ContactForm
from .plain_pages import PlainPage


class ContactPage(PlainPage):
    """A page with the office's address and a form; what is sent is stored, then mailed."""

    subpage_types = []

    recipient = models.EmailField(
        _("nơi nhận thư"),
        blank=True,
        help_text=_("Bỏ trống để gửi tới thư điện tử ghi ở chân trang."),
    )

    content_panels = [*PlainPage.content_panels, FieldPanel("recipient")]

    class Meta:
        verbose_name = _("trang liên hệ")
        verbose_name_plural = _("trang liên hệ")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.setdefault("form", ContactForm())
        context["is_sent"] = "da-gui" in request.GET
        return context
