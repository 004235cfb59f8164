"""Guessing a password ends after ten tries; the owner of the account elsewhere notices nothing."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.4"
PASSWORD = "cong-doan-xu-thanh"


@pytest.fixture
def person():
    return User.objects.create_superuser("ban-bien-tap", "ban@example.vn", PASSWORD)


@pytest.fixture
def sign_in(client, person):
    """Return a function that sends the sign-in form from an address."""

    def sign_in(password, address=HERE, **headers):
        form = {"username": person.username, "password": password}
        return client.post("/admin/login/", form, REMOTE_ADDR=address, **headers)

    return sign_in


def guess(sign_in, times, **options):
    return [sign_in(f"doan-{number}", **options) for number in range(times)][-1]


def test_after_ten_wrong_passwords_the_right_one_is_refused_too(sign_in):
    assert guess(sign_in, settings.AXES_FAILURE_LIMIT - 1).status_code == 200
    answer = guess(sign_in, 1)
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Gõ sai mật khẩu quá nhiều lần" in page and "15 phút" in page
    assert sign_in(PASSWORD).status_code == 429


def test_the_owner_of_the_account_elsewhere_is_not_kept_out(sign_in):
    guess(sign_in, 12)
    assert sign_in(PASSWORD, ELSEWHERE).status_code == 302


def test_a_wrong_password_now_and_then_keeps_nobody_out(sign_in, client):
    for _day in range(3):
        guess(sign_in, settings.AXES_FAILURE_LIMIT - 1)
        assert sign_in(PASSWORD).status_code == 302
        client.logout()


def test_fifteen_minutes_later_one_may_try_again(sign_in):
    guess(sign_in, 12)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        assert sign_in(PASSWORD).status_code == 302


def test_a_made_up_forwarded_address_is_no_way_around(sign_in):
    for number in range(12):
        answer = sign_in("x", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert answer.status_code == 429


def test_another_address_of_the_same_house_is_no_way_around(sign_in):
    for number in range(12):
        answer = sign_in("x", f"2001:db8:0:7::{number + 1:x}")
    assert answer.status_code == 429
    assert sign_in(PASSWORD, "2001:db8:0:8::1").status_code == 302


def test_a_sign_in_without_an_address_is_limited_too(sign_in):
    assert guess(sign_in, 12, address="unix:").status_code == 429
    assert AccessAttempt.objects.get().ip_address is None


def test_nothing_is_kept_of_tries_that_no_longer_count(sign_in):
    guess(sign_in, 12)
    assert AccessAttempt.objects.count() == 1
    # The password itself is never written down.
    assert "doan-" not in str(AccessAttempt.objects.values().get())
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        sign_in(PASSWORD)
    assert not AccessAttempt.objects.exists() and not AccessLog.objects.exists()
