"""Pages of the second step: the code at sign-in, a person's settings, help for a colleague."""

from base64 import b32encode

import qrcode
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp import login
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage
from wagtail.admin.widgets import Button

from .. import failed_sign_ins
from . import devices, middleware

CODE_INPUT = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class CodeForm(forms.Form):
    """Asks for a code at sign-in; `device` is what took it."""

    code = forms.CharField(
        label=_("Mã trên điện thoại"),
        max_length=20,
        help_text=_("Sáu chữ số. Không có điện thoại thì gõ một mã dự phòng."),
        widget=forms.TextInput({**CODE_INPUT, "autofocus": True, "inputmode": "text"}),
    )

    def __init__(self, user, **options):
        super().__init__(**options)
        self.user = user

    def clean_code(self):
        self.device = devices.check(self.user, self.cleaned_data["code"])
        return self.cleaned_data["code"]


class PasswordForm(forms.Form):
    """Asks for the password again: whoever finds the machine of somebody signed in has none."""

    password = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, request, **options):
        super().__init__(**options)
        self.request = request

    def clean_password(self):
        password = self.cleaned_data["password"]
        name = self.request.user.get_username()
        if not authenticate(self.request, username=name, password=password):
            raise ValidationError(_("Mật khẩu không đúng. Hãy gõ lại."))
        return password


class TurnOnForm(PasswordForm):
    """Asks for the first code of the telephone that is being added."""

    code = forms.CharField(
        label=_("Mã đang hiện trên điện thoại"),
        max_length=20,
        help_text=_("Sáu chữ số, đổi mỗi nửa phút."),
        widget=forms.TextInput(CODE_INPUT),
    )
    field_order = ["code", "password"]

    def clean(self):
        """Check the code last: one that is right can be used only once."""
        if not self.errors:
            telephone = devices.unconfirmed_device(self.request.user)
            code = "".join(self.cleaned_data["code"].split())
            try:
                self.telephone = devices.check_with(
                    TOTPDevice.objects.filter(pk=telephone.pk), code
                )
            except ValidationError as error:
                self.add_error("code", error)
        return self.cleaned_data


class CodeView(RedirectURLMixin, FormView):
    """After the password: the code, and on to where the person wanted to go."""

    form_class = CodeForm
    template_name = "accounts/two_factor/code.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **context):
        return super().get_context_data(next=self.get_redirect_url(), **context)

    def get_default_redirect_url(self):
        return reverse("wagtailadmin_home")

    def form_valid(self, form):
        login(self.request, form.device)
        failed_sign_ins.tell(self.request, self.request.user)
        return super().form_valid(form)


code = sensitive_post_parameters()(CodeView.as_view())


@sensitive_post_parameters()
def settings_page(request):
    """A person's own second step: what it is, how to turn it on and off, new recovery codes."""
    if devices.is_on(request.user):
        return _page_while_on(request)
    return _page_while_off(request)


def _page_while_off(request):
    form = TurnOnForm(request, data=request.POST or None)
    if form.is_valid():
        codes = devices.enable(form.telephone)
        login(request, form.telephone)
        return _show_codes(request, codes)
    telephone = devices.unconfirmed_device(request.user)
    context = {
        "form": form,
        "is_required": settings.SECOND_FACTOR_REQUIRED,
        "qr": _qr(telephone.config_url),
        "secret": _in_fours(b32encode(telephone.bin_key).decode()),
    }
    return render(request, "accounts/two_factor/off.html", context)


def _page_while_on(request):
    form = PasswordForm(request, data=request.POST or None)
    if form.is_valid():
        if "turn_off" in request.POST:
            devices.disable(request.user, by=request.user)
            messages.success(request, gettext("Đã tắt xác thực hai bước."))
            return redirect(middleware.SETTINGS_PAGE)
        return _show_codes(request, devices.new_recovery_codes(request.user))
    context = {"form": form, "left": devices.recovery_codes_left(request.user)}
    return render(request, "accounts/two_factor/on.html", context)


def _show_codes(request, codes):
    context = {"codes": [_in_fours(code) for code in codes]}
    return render(request, "accounts/two_factor/codes.html", context)


def _qr(text):
    """Return `text` as a QR code, an SVG picture of our own making."""
    return mark_safe(qrcode.make(text, image_factory=SvgPathImage).to_string(encoding="unicode"))


def _in_fours(text):
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def of_account(request, user_id):
    """Turn off the second step of a colleague who lost telephone and recovery codes."""
    person = get_object_or_404(get_user_model(), pk=user_id)
    is_higher = person.is_superuser and not request.user.is_superuser
    if is_higher or not request.user.has_perm("auth.change_user"):
        raise PermissionDenied
    if person == request.user:
        return redirect(middleware.SETTINGS_PAGE)
    is_on, name = devices.is_on(person), person.get_full_name() or person.get_username()
    if request.method == "POST" and is_on:
        devices.disable(person, by=request.user)
        messages.success(request, gettext("Đã tắt xác thực hai bước của %s.") % name)
        return redirect("wagtailusers_users:index")
    context = {"person": name, "is_on": is_on}
    return render(request, "accounts/two_factor/of_account.html", context)


def account_menu_item(request):
    """Lead from a person's own account to their second step."""
    return {
        "url": reverse(middleware.SETTINGS_PAGE),
        "label": _("Xác thực hai bước"),
        "help_text": _("Sau mật khẩu, gõ thêm một mã trên điện thoại của bạn."),
    }


def listing_button(user, request_user):
    """Lead from the list of accounts to the second step of each."""
    if request_user.has_perm("auth.change_user"):
        yield Button(
            _("Xác thực hai bước"),
            reverse("second_factor_of_account", args=[user.pk]),
            icon_name="lock",
            priority=30,
        )


def register_log_actions(actions):
    """Let the history name what happened to an account."""
    on, off = _("Bật xác thực hai bước"), _("Tắt xác thực hai bước")
    actions.register_action(devices.TURNED_ON, on, on)
    actions.register_action(devices.TURNED_OFF, off, off)
