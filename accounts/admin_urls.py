"""Wagtail's own addresses of signing in and of one's account, answered by our views."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from . import users, views

urlpatterns = [
    path("login/", views.LoginView.as_view()),
    path("password_reset/", views.PasswordResetView.as_view()),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(),
    ),
    path("account/", require_admin_access(users.AccountView.as_view())),
]
