"""Wrong passwords of an account: its owner is told of them after signing in."""

from django.contrib import messages
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, override

from .models import FailedSignIns
from .two_factor import devices


def note(username):
    """Count a wrong password for the account called `username`, if there is one.

    One statement whether or not there is: the time that it takes tells nobody.
    """
    now = timezone.now()
    FailedSignIns.objects.filter(account__username=username).update(
        count=F("count") + 1, first_at=Coalesce("first_at", now), last_at=now
    )


def after_password(request, user, **kwargs):
    """Tell `user`, who has just signed in, unless there is a second step still to come."""
    if not devices.is_on(user):
        tell(request, user)


def tell(request, user):
    """Say how many wrong passwords there were since `user` signed in last, and begin anew."""
    failed, _created = FailedSignIns.objects.get_or_create(account=user)
    if not failed.count:
        return
    profile = getattr(user, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else get_language()):
        text = gettext(
            "Từ lần bạn đăng nhập trước, có %(count)s lần gõ sai mật khẩu của tài khoản này, từ "
            "%(first)s đến %(last)s. Nếu không phải bạn gõ, hãy đổi mật khẩu và báo người quản trị."
        ) % {"count": failed.count, "first": _time(failed.first_at), "last": _time(failed.last_at)}
    messages.warning(request, text, fail_silently=True)
    FailedSignIns.objects.filter(pk=failed.pk).update(count=0, first_at=None, last_at=None)


def _time(moment):
    return date_format(timezone.localtime(moment), "H:i d/m/Y")
