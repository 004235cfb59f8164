from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FailedSignIns(models.Model):
    """Wrong passwords of one account since its owner signed in last; where from is not kept."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="failed_sign_ins",
        verbose_name=_("tài khoản"),
    )
    count = models.PositiveIntegerField(_("số lần"), default=0)
    first_at = models.DateTimeField(_("lần đầu"), null=True)
    last_at = models.DateTimeField(_("lần cuối"), null=True)

    class Meta:
        # Its table was made there.
        app_label = "home"
        verbose_name = _("lần đăng nhập sai")
        verbose_name_plural = _("lần đăng nhập sai")
        # Kept by the site itself.
        default_permissions = ()
