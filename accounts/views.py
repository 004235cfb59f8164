"""Signing in, and a new password by a letter: Wagtail's own, by browsers that are known then."""

from django.http import HttpResponseRedirect
from django.utils.translation import get_language
from wagtail.admin.views import account

from . import known_browsers, password_reset


class LoginView(account.LoginView):
    def form_valid(self, form):
        response = super().form_valid(form)
        known_browsers.remember(self.request, response, form.get_user().get_username())
        return response


class PasswordResetView(account.PasswordResetView):
    """Answers alike, and as quickly, whether or not there is an account with the address."""

    def form_valid(self, form):
        password_reset.ask_for(self.request, form.cleaned_data["email"], get_language())
        return HttpResponseRedirect(self.get_success_url())


class PasswordResetConfirmView(account.PasswordResetConfirmView):
    """Whoever has the letter is the owner: guesses of others do not make them wait now."""

    def form_valid(self, form):
        response = super().form_valid(form)
        known_browsers.remember(self.request, response, self.user.get_username())
        return response
