"""Guessing a password ends soon, from one place or from many; the owner of the account gets in."""

import re
from datetime import timedelta
from unicodedata import normalize

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail, signing
from django.db.models import Sum
from django.http import HttpResponse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult

from accounts import known_browsers, lockout
from accounts.two_factor import devices
from analytics import readers

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.4"
PASSWORD = "cong-doan-xu-thanh"


@pytest.fixture
def person():
    return User.objects.create_superuser("ban-bien-tap", "ban@example.vn", PASSWORD)


@pytest.fixture
def sign_in(client, person):
    """Return a function that sends the sign-in form from an address."""

    def sign_in(password, address=HERE, username=person.username, **headers):
        form = {"username": username, "password": password}
        return client.post("/admin/login/", form, REMOTE_ADDR=address, **headers)

    return sign_in


def guess(sign_in, times, **options):
    return [sign_in(f"doan-{number}", **options) for number in range(times)][-1]


def test_after_five_wrong_passwords_the_right_one_is_refused_too(sign_in):
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


def test_the_address_of_a_try_is_kept_for_a_quarter_of_an_hour_and_its_number_for_a_day(sign_in):
    guess(sign_in, 12)
    row = AccessAttempt.objects.get()
    assert (row.ip_address, row.failures_since_start) == (HERE, settings.AXES_FAILURE_LIMIT)
    # Neither the password nor the browser is ever written down.
    assert "doan-" not in str(AccessAttempt.objects.values().get()) and row.user_agent == ""
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        sign_in(PASSWORD)
    row.refresh_from_db()
    assert (row.ip_address, row.post_data, row.path_info) == (None, "", "")
    assert row.failures_since_start == settings.AXES_FAILURE_LIMIT
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        sign_in(PASSWORD)
    assert not AccessAttempt.objects.exists() and not AccessLog.objects.exists()


def test_the_log_names_no_address(sign_in, caplog):
    guess(sign_in, 6)
    assert "ban-bien-tap" in caplog.text and HERE not in caplog.text


# Guessing from many places, at many accounts


def tries_looked_at(sign_in, addresses, **options):
    """Return how many of the tries from `addresses` were looked at, one after the other."""
    before = total()
    for number, address in enumerate(addresses):
        sign_in(f"doan-{number}", address, **options)
    return total() - before


def total():
    return AccessAttempt.objects.aggregate(all=Sum("failures_since_start"))["all"] or 0


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-25 09:00:00+07:00", tick=False) as clock:
        yield clock


def test_from_twelve_networks_one_account_is_tried_ten_times(sign_in, clock):
    addresses = [f"198.51.{number}.7" for number in range(12)] * 5
    assert tries_looked_at(sign_in, addresses) == lockout.PER_ACCOUNT


def test_each_further_try_at_an_account_waits_twice_as_long_up_to_a_quarter_of_an_hour(
    sign_in, clock
):
    tries_looked_at(sign_in, [f"198.51.{number}.7" for number in range(10)])
    for number, seconds in enumerate([30, 60, 120, 240, 480, 900, 900, 900]):
        clock.shift(seconds - 1)
        assert tries_looked_at(sign_in, [f"203.0.{number}.7"]) == 0
        clock.shift(1)
        assert tries_looked_at(sign_in, [f"203.0.{number}.7"]) == 1


def test_in_a_day_an_account_is_tried_about_a_hundred_times_however_many_networks(sign_in, clock):
    looked_at = 0
    for number in range(24 * 12):
        clock.shift(300)
        looked_at += tries_looked_at(sign_in, [f"10.{number // 250}.{number % 250}.7"])
    assert looked_at < 120


def test_one_address_tries_twenty_passwords_however_many_accounts(sign_in, clock):
    looked_at = sum(
        tries_looked_at(sign_in, [HERE], username=f"nguoi-{number}") for number in range(60)
    )
    assert looked_at == lockout.PER_ADDRESS
    assert sign_in(PASSWORD).status_code == 429
    assert sign_in(PASSWORD, ELSEWHERE).status_code == 302


@pytest.mark.parametrize("network", ["203.0.113.{}", "2001:db8:7:{}::1"])
def test_a_neighbourhood_of_addresses_tries_fifty(sign_in, clock, network):
    looked_at = sum(
        tries_looked_at(sign_in, [network.format(number)], username=f"nguoi-{number}")
        for number in range(1, 71)
    )
    assert looked_at == lockout.PER_NEIGHBOURHOOD
    assert sign_in(PASSWORD, network.format(99)).status_code == 429
    assert sign_in(PASSWORD, "2001:db8:8::1").status_code == 302


def test_who_signs_in_to_an_account_of_their_own_goes_on_waiting_for_that_of_others(
    sign_in, client, clock
):
    User.objects.create_superuser("nguoi-khac", "khac@example.vn", PASSWORD)
    tries_looked_at(sign_in, [HERE] * 4)
    assert sign_in(PASSWORD, username="nguoi-khac").status_code == 302
    client.post("/admin/logout/")
    client.cookies.clear()
    assert tries_looked_at(sign_in, [HERE] * 4) == 1


@pytest.mark.parametrize("name", ["BAN-BIEN-TAP", " ban-bien-tap ", "ｂan-bien-tap"])
def test_another_spelling_of_the_name_is_no_way_around(sign_in, clock, name):
    tries_looked_at(sign_in, [HERE] * 4)
    assert tries_looked_at(sign_in, [HERE] * 4, username=name) == 1


def test_marks_typed_apart_from_their_letters_are_the_same_name(sign_in, clock):
    name = "phạm-hường"
    tries_looked_at(sign_in, [HERE] * 4, username=name)
    assert tries_looked_at(sign_in, [HERE] * 4, username=normalize("NFD", name)) == 1


def test_an_account_that_is_none_is_answered_like_one_that_is(sign_in, clock):
    for username in ("ban-bien-tap", "khong-co-ai"):
        answers = [
            sign_in("doan", f"198.51.{number}.7", username=username).status_code
            for number in range(14)
        ]
        assert answers == [200] * 9 + [429] * 5


# The owner


@pytest.fixture
def owner(client, sign_in):
    """Return the cookie of a browser in which the owner of the account has signed in before."""
    sign_in(PASSWORD, ELSEWHERE)
    cookie = client.cookies[known_browsers.COOKIE]
    client.post("/admin/logout/")
    client.cookies.clear()
    return cookie


def attack(sign_in, username="ban-bien-tap"):
    addresses = [f"198.51.{number}.7" for number in range(12)]
    tries_looked_at(sign_in, [*addresses, *[ELSEWHERE] * 6], username=username)


def test_the_owner_gets_in_with_a_known_browser_while_others_guess(sign_in, client, owner, clock):
    attack(sign_in)
    assert sign_in(PASSWORD, ELSEWHERE).status_code == 429
    client.cookies[known_browsers.COOKIE] = owner.value
    assert sign_in(PASSWORD, ELSEWHERE).status_code == 302


def test_the_whole_board_gets_in_while_all_of_it_is_attacked(sign_in, client, clock):
    board = [f"uy-vien-{number}" for number in range(8)]
    cookies = {}
    for name in board:
        User.objects.create_superuser(name, f"{name}@example.vn", PASSWORD)
        assert sign_in(PASSWORD, "192.0.2.9", username=name).status_code == 302
        cookies[name] = client.cookies[known_browsers.COOKIE].value
        client.cookies.clear()
    for name in board:
        attack(sign_in, name)
    for name in board:
        client.cookies[known_browsers.COOKIE] = cookies[name]
        assert sign_in(PASSWORD, "192.0.2.9", username=name).status_code == 302
        client.cookies.clear()


def test_one_browser_of_several_people_is_known_to_each(sign_in, client, clock):
    User.objects.create_superuser("nguoi-khac", "khac@example.vn", PASSWORD)
    for name in ("ban-bien-tap", "nguoi-khac"):
        sign_in(PASSWORD, username=name)
        client.post("/admin/logout/")
    cookie = client.cookies[known_browsers.COOKIE].value
    client.cookies.clear()
    for name in ("ban-bien-tap", "nguoi-khac"):
        attack(sign_in, name)
    client.cookies[known_browsers.COOKIE] = cookie
    for name in ("ban-bien-tap", "nguoi-khac"):
        assert sign_in(PASSWORD, username=name).status_code == 302
        client.post("/admin/logout/")


def test_a_browser_of_a_whole_office_knows_those_who_signed_in_last(rf):
    request = rf.get("/admin/login/")
    names = [f"nguoi-{number}" for number in range(known_browsers.MOST_ACCOUNTS + 1)]
    for name in names:
        answer = HttpResponse()
        known_browsers.remember(request, answer, name)
        request.COOKIES[known_browsers.COOKIE] = answer.cookies[known_browsers.COOKIE].value
    assert [name for name in names if known_browsers.browser_of(request, name)] == names[1:]


def test_a_copied_cookie_gives_five_tries_wherever_it_is_used(sign_in, client, owner, clock):
    attack(sign_in)
    client.cookies[known_browsers.COOKIE] = owner.value
    addresses = [f"203.0.{number}.7" for number in range(20)]
    assert tries_looked_at(sign_in, addresses) == settings.AXES_FAILURE_LIMIT


def test_mistakes_in_a_known_browser_make_no_other_wait(sign_in, client, owner, clock):
    client.cookies[known_browsers.COOKIE] = owner.value
    tries_looked_at(sign_in, [HERE] * 4)
    client.cookies.clear()
    assert tries_looked_at(sign_in, [HERE] * 4) == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda cookie: "x" + cookie,
        lambda cookie: cookie[:-2],
        lambda cookie: "",
        lambda cookie: signing.dumps(["a", ["b"]], salt=known_browsers.SALT),
        lambda cookie: signing.dumps(["a", ["b"]], salt="other"),
    ],
)
def test_a_forged_or_foreign_cookie_opens_nothing(sign_in, client, owner, clock, change):
    attack(sign_in)
    client.cookies[known_browsers.COOKIE] = change(owner.value)
    assert sign_in(PASSWORD, ELSEWHERE).status_code == 429


def test_the_cookie_of_a_colleague_opens_nothing(sign_in, client, clock):
    User.objects.create_superuser("nguoi-khac", "khac@example.vn", PASSWORD)
    sign_in(PASSWORD, username="nguoi-khac")
    cookie = client.cookies[known_browsers.COOKIE].value
    client.cookies.clear()
    attack(sign_in)
    client.cookies[known_browsers.COOKIE] = cookie
    assert sign_in(PASSWORD, ELSEWHERE).status_code == 429


def test_a_cookie_of_two_years_ago_opens_nothing(sign_in, client, owner, clock):
    clock.shift(timedelta(days=800))
    attack(sign_in)
    client.cookies[known_browsers.COOKIE] = owner.value
    assert sign_in(PASSWORD, ELSEWHERE).status_code == 429


def test_the_cookie_goes_to_the_admin_alone_and_names_nobody(owner, person):
    assert owner["path"] == "/admin/" and owner["httponly"] and owner["samesite"] == "Lax"
    assert owner["max-age"] == known_browsers.YEAR
    payload = str(signing.loads(owner.value, salt=known_browsers.SALT))
    assert person.username not in payload and person.username not in owner.value


def test_a_reader_with_a_known_browser_is_a_reader(client, owner, keep_pages):
    kept = client.get("/")
    client.cookies[known_browsers.COOKIE] = owner.value
    assert client.get("/")["ETag"] == kept["ETag"]
    cookie = {"HTTP_COOKIE": f"{known_browsers.COOKIE}={owner.value}"}
    assert not readers.is_staff(cookie)


# What the owner is told


def said(client):
    """Return what the first screen says of wrong passwords."""
    messages = map(str, client.get("/admin/").context["messages"])
    return [text for text in messages if "gõ sai" in text]


def test_the_owner_is_told_once_how_many_guesses_there_were_and_when(sign_in, client, owner, clock):
    guess(sign_in, 2)
    clock.shift(timedelta(hours=2))
    guess(sign_in, 1)
    sign_in(PASSWORD, ELSEWHERE)
    [text] = said(client)
    assert "có 3 lần gõ sai" in text and "từ 09:00 25/11/2026 đến 11:00 25/11/2026" in text
    client.post("/admin/logout/")
    sign_in(PASSWORD, ELSEWHERE)
    assert said(client) == []


def test_tries_that_were_not_looked_at_are_not_told(sign_in, client, owner, clock):
    guess(sign_in, 30)
    sign_in(PASSWORD, ELSEWHERE)
    assert "có 5 lần gõ sai" in said(client)[0]


def test_whoever_has_the_password_alone_is_not_told_in_the_place_of_the_owner(
    sign_in, client, owner, person, clock
):
    devices.enable(devices.unconfirmed_device(person))
    guess(sign_in, 3)
    sign_in(PASSWORD, ELSEWHERE)
    client.post("/admin/logout/")
    sign_in(PASSWORD, ELSEWHERE)
    telephone = TOTPDevice.objects.get(user=person)
    client.post("/admin/two-steps/code/", {"code": f"{totp(telephone.bin_key):06}"})
    assert "có 3 lần gõ sai" in said(client)[0]


def test_whoever_has_the_password_makes_the_owner_wait_for_the_code_no_longer_than_nine_minutes(
    sign_in, client, person, clock
):
    devices.enable(devices.unconfirmed_device(person))
    for _session in range(3):
        sign_in(PASSWORD, ELSEWHERE)
        for _try in range(8):
            client.post("/admin/two-steps/code/", {"code": "000000"})
            clock.shift(520)
        client.cookies.clear()
    sign_in(PASSWORD, ELSEWHERE)
    client.post("/admin/two-steps/code/", {"code": "000000"})
    clock.shift(30)
    telephone = TOTPDevice.objects.get(user=person)
    code = {"code": f"{totp(telephone.bin_key):06}"}
    # Wrong codes count for the account, in whatever session they were typed.
    assert client.post("/admin/two-steps/code/", code).status_code == 200
    clock.shift(490)
    code = {"code": f"{totp(telephone.bin_key):06}"}
    assert client.post("/admin/two-steps/code/", code).status_code == 302


# A new password


def ask_for_letter(client, email, address=HERE):
    return client.post("/admin/password_reset/", {"email": email}, REMOTE_ADDR=address)


def test_a_new_password_opens_the_account_at_once_while_others_guess(
    sign_in, client, person, clock
):
    attack(sign_in)
    ask_for_letter(client, person.email)
    address = re.search(r"/admin/password_reset/confirm/\S+", mail.outbox[0].body)[0]
    form = client.get(address, follow=True).redirect_chain[-1][0]
    new = "mot-mat-khau-that-dai"
    client.post(form, {"new_password1": new, "new_password2": new})
    assert sign_in(new, ELSEWHERE).status_code == 302


def test_nobody_learns_which_address_has_an_account(client, person):
    answers = [ask_for_letter(client, email) for email in (person.email, "ai-do@example.vn")]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"] and len(mail.outbox) == 1


def test_the_letter_is_sent_beside_the_request(client, person, settings):
    settings.TASKS = {
        **settings.TASKS,
        "photos": {"BACKEND": "django_tasks_db.DatabaseBackend"},
    }
    for email in (person.email, "ai-do@example.vn"):
        ask_for_letter(client, email)
    assert mail.outbox == [] and DBTaskResult.objects.count() == 2


def test_one_person_gets_three_letters_in_an_hour_and_no_one_hears_of_it(client, person):
    for number in range(8):
        answer = ask_for_letter(client, person.email, f"198.51.{number}.7")
        assert answer.status_code == 302
    ask_for_letter(client, person.email.upper(), ELSEWHERE)
    assert len(mail.outbox) == 3


def test_one_network_sends_twenty_letters_in_an_hour(client):
    for number in range(30):
        User.objects.create_user(f"nguoi-{number}", f"nguoi-{number}@example.vn", "x")
        ask_for_letter(client, f"nguoi-{number}@example.vn")
    assert len(mail.outbox) == 20
