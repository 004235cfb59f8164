"""The second step of signing in: a code of six digits from the person's telephone.

The codes are time-based one-time passwords (RFC 6238), made and checked by django-otp. Whoever
loses the telephone signs in with a recovery code, once each.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.log_actions import log

DIGITS = 6
RECOVERY_CODES = 8
# 512 seconds after so many wrong codes and more.
MOST_DOUBLINGS = 10
TURNED_ON, TURNED_OFF = "second_factor.on", "second_factor.off"


def is_on(user):
    """Return whether `user` signs in with a code after the password."""
    return _telephones(user).exists()


def unconfirmed_device(user):
    """Return the `TOTPDevice` that `user` is about to add; its secret stays until it is added."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "new"})[0]


def enable(telephone):
    """Make `telephone` the only one of its person, and return the recovery codes as text."""
    _telephones(telephone.user).delete()
    telephone.confirmed = True
    telephone.save()
    log(instance=telephone.user, action=TURNED_ON)
    return new_recovery_codes(telephone.user)


def disable(user, by=None):
    """Forget the telephone and the recovery codes of `user`; `by` is who did it, in the history."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    log(instance=user, action=TURNED_OFF, user=by)


def new_recovery_codes(user):
    """Return new recovery codes of `user`, each good for one time; the old ones end."""
    StaticDevice.objects.filter(user=user).delete()
    paper = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    paper.token_set.bulk_create(StaticToken(device=paper, token=code) for code in codes)
    return codes


def recovery_codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


def check(user, text):
    """Return the device of `user` that takes the code `text`, from the telephone or from paper.

    Raises ValidationError that says what to do: a wrong code makes the next one wait, longer
    each time.
    """
    code = "".join(text.replace("-", "").split()).lower()
    if len(code) == DIGITS:
        return check_with(_telephones(user), code)
    return check_with(StaticDevice.objects.devices_for_user(user, confirmed=True), code)


def check_with(devices, code):
    """Return the device of `devices` (a queryset of at most one) that takes `code`; see `check`."""
    with transaction.atomic():
        device = devices.select_for_update().first()
        problem = _problem(device, code)
    if problem:
        raise ValidationError(problem)
    return device


def _problem(device, code):
    if device is None:
        return WRONG_CODE
    # It waits twice as long each time: whoever has the password alone would keep the owner out.
    device.throttling_failure_count = min(device.throttling_failure_count, MOST_DOUBLINGS)
    is_allowed, why_not = device.verify_is_allowed()
    if not is_allowed:
        until = date_format(timezone.localtime(why_not["locked_until"]), "H:i:s")
        return gettext("Vừa gõ sai mã. Hãy đợi đến %(until)s rồi gõ mã đang hiện lúc ấy.") % {
            "until": until
        }
    return None if device.verify_token(code) else WRONG_CODE


WRONG_CODE = _("Mã không đúng hoặc đã dùng rồi. Hãy đợi điện thoại hiện mã mới rồi gõ lại.")


def _telephones(user):
    return TOTPDevice.objects.devices_for_user(user, confirmed=True)
