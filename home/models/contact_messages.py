from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactMessage(models.Model):
    """What a reader wrote. It stays here whether or not it could be mailed."""

    page = models.ForeignKey(
        "home.ContactPage",
        verbose_name=_("trang"),
        null=True,
        on_delete=models.SET_NULL,
        editable=False,
    )
    name = models.CharField(_("họ và tên"), max_length=100)
    email = models.EmailField(_("thư điện tử"), blank=True)
    telephone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    subject = models.CharField(_("về việc"), max_length=200)
    message = models.TextField(_("nội dung"), max_length=5000)
    created_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)
    mailed_at = models.DateTimeField(_("đã chuyển vào hộp thư lúc"), null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("thư độc giả")
        verbose_name_plural = _("thư độc giả")

    def __str__(self):
        return self.subject
