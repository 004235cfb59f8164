"""The second step of signing in keeps out whoever has only the password, at every address."""

from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry, Page

from accounts.two_factor import devices, middleware
from newsroom.groups import BOARD, CONTRIBUTORS, create_roles
from tests.admin_addresses import addresses_about
from tests.factories import ArticlePageFactory, member, the_home

pytestmark = pytest.mark.django_db
PASSWORD = "cong-doan-xu-thanh"
SETTINGS, CODE = "/admin/two-steps/", "/admin/two-steps/code/"
NOW = "2026-11-25 09:00:00+07:00"
HALF_A_MINUTE_LATER = "2026-11-25 09:00:30+07:00"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def person():
    create_roles(the_home())
    person = member(BOARD)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def signed_in(client, person):
    """A client that has only given the password."""
    form = {"username": person.username, "password": PASSWORD}
    assert client.post("/admin/login/", form)["Location"] == "/admin/"
    return client


def code_of(person, **device):
    telephone = TOTPDevice.objects.get(user=person, **device)
    return f"{totp(telephone.bin_key):06}"


@pytest.fixture
def telephone(person):
    """Turn the second step on, and return a function that tells the code of the moment."""
    person.recovery_codes = devices.enable(devices.unconfirmed_device(person))
    return lambda: code_of(person)


def test_two_telephones_turned_on_at_once_leave_the_last(person):
    devices.enable(TOTPDevice.objects.create(user=person, confirmed=False))
    last = TOTPDevice.objects.create(user=person, confirmed=False)
    devices.enable(last)
    assert TOTPDevice.objects.get(user=person, confirmed=True) == last


def test_who_has_not_turned_it_on_signs_in_as_before(signed_in):
    assert signed_in.get("/admin/").status_code == 200


def test_a_person_turns_it_on_with_the_telephone_and_the_password(signed_in, person):
    page = signed_in.get(SETTINGS).content.decode()
    secret = TOTPDevice.objects.get(user=person)
    assert "<svg" in page and secret.confirmed is False
    # The secret stays while the page is opened again: the telephone may have it already.
    signed_in.get(SETTINGS)
    assert TOTPDevice.objects.get(user=person).key == secret.key
    answer = signed_in.post(SETTINGS, {"code": code_of(person), "password": PASSWORD})
    codes = [token.token for token in StaticToken.objects.filter(device__user=person)]
    assert len(codes) == devices.RECOVERY_CODES
    for code in codes:
        assert f"{code[:4]} {code[4:]}" in answer.content.decode()
    # This very session is through, and the codes are not shown again.
    assert signed_in.get("/admin/").status_code == 200
    settings_page = signed_in.get(SETTINGS).content.decode()
    assert not [code for code in codes if f"{code[:4]} {code[4:]}" in settings_page]


def test_a_wrong_code_turns_nothing_on(signed_in, person):
    signed_in.get(SETTINGS)
    answer = signed_in.post(SETTINGS, {"code": "000000", "password": PASSWORD})
    assert "Mã không đúng" in str(answer.context["form"].errors["code"])
    assert not devices.is_on(person)


@pytest.mark.parametrize("password", ["doan", ""])
def test_a_wrong_password_turns_nothing_on(signed_in, person, password):
    signed_in.get(SETTINGS)
    answer = signed_in.post(SETTINGS, {"code": code_of(person), "password": password})
    assert answer.context["form"].errors["password"]
    assert not devices.is_on(person)


def test_a_wrong_password_does_not_use_up_the_code(signed_in, person):
    signed_in.get(SETTINGS)
    code = code_of(person)
    signed_in.post(SETTINGS, {"code": code, "password": "doan"})
    signed_in.post(SETTINGS, {"code": code, "password": PASSWORD})
    assert devices.is_on(person)


def test_the_password_alone_opens_no_address(telephone, signed_in):
    article = ArticlePageFactory(title="Chuyện kể")
    open_ones = {CODE, *map(reverse, middleware.ALWAYS_OPEN)}
    asked = 0
    for address in addresses_about(article):
        path = address.partition("?")[0]
        for answer in (signed_in.get(address), signed_in.post(address)):
            if path not in open_ones and answer.status_code != 404:
                assert answer.status_code == 302, address
                assert answer["Location"].startswith(f"{CODE}?next="), address
                asked += 1
    assert asked > 500


def test_the_password_alone_changes_nothing(telephone, signed_in):
    article = ArticlePageFactory(title="Chuyện kể")
    signed_in.post(f"/admin/pages/{article.pk}/delete/")
    signed_in.post(SETTINGS, {"password": PASSWORD, "turn_off": "1"})
    assert Page.objects.filter(pk=article.pk).exists()
    assert TOTPDevice.objects.count() == 1


def test_a_script_of_the_admin_is_refused_not_led_away(telephone, signed_in):
    answer = signed_in.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403


def test_the_code_leads_to_where_the_person_wanted_to_go(telephone, signed_in):
    address = signed_in.get("/admin/pages/?q=vui")["Location"]
    assert "Sáu chữ số" in signed_in.get(address).content.decode()
    answer = signed_in.post(CODE, {"code": f" {telephone()} ", "next": "/admin/pages/?q=vui"})
    assert answer["Location"] == "/admin/pages/?q=vui"
    assert signed_in.get("/admin/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", ""])
def test_the_code_leads_to_no_other_host(telephone, signed_in, elsewhere):
    answer = signed_in.post(CODE, {"code": telephone(), "next": elsewhere})
    assert answer["Location"] == "/admin/"


def test_a_code_is_good_for_one_time(telephone, signed_in, client, clock):
    signed_in.post(CODE, {"code": telephone()})
    signed_in.post("/admin/logout/")
    signed_in.post("/admin/login/", {"username": User.objects.get().username, "password": PASSWORD})
    answer = signed_in.post(CODE, {"code": telephone()})
    # Wagtail's page of signing in hides what is said at the field.
    said = answer.content.decode().partition('<li class="error">')[2].partition("</li>")[0]
    assert "hiện mã mới" in said
    clock.move_to(HALF_A_MINUTE_LATER)
    assert signed_in.post(CODE, {"code": telephone()}).status_code == 302


def test_whoever_guesses_codes_waits_longer_each_time(telephone, signed_in, clock):
    for number in range(3):
        signed_in.post(CODE, {"code": f"00000{number}"})
        clock.shift(10)
    signed_in.post(CODE, {"code": "000009"})
    answer = signed_in.post(CODE, {"code": telephone()})
    assert "Hãy đợi đến 09:00:38" in answer.content.decode()
    clock.shift(9)
    assert signed_in.post(CODE, {"code": telephone()}).status_code == 302


def test_a_recovery_code_opens_once(telephone, signed_in, person):
    code = person.recovery_codes[0]
    written = f"{code[:4]} {code[4:]}".upper()
    assert signed_in.post(CODE, {"code": written}).status_code == 302
    assert signed_in.get("/admin/").status_code == 200
    assert "7 mã dự phòng" in signed_in.get(SETTINGS).content.decode()
    signed_in.post("/admin/logout/")
    signed_in.post("/admin/login/", {"username": person.username, "password": PASSWORD})
    assert signed_in.post(CODE, {"code": code}).status_code == 200


def test_nobody_uses_the_code_of_another(telephone, client):
    other = member(CONTRIBUTORS)
    devices.enable(devices.unconfirmed_device(other))
    client.force_login(other)
    assert client.post(CODE, {"code": telephone()}).status_code == 200
    assert client.get("/admin/").status_code == 302


def test_turning_it_off_and_new_recovery_codes_want_the_password(telephone, signed_in, person):
    signed_in.post(CODE, {"code": telephone()})
    for form in ({"turn_off": "1"}, {"password": "doan", "turn_off": "1"}, {"password": "doan"}):
        assert signed_in.post(SETTINGS, form).context["form"].errors["password"]
    tokens = StaticToken.objects.filter(device__user=person).values_list("token", flat=True)
    assert set(tokens) == set(person.recovery_codes)
    signed_in.post(SETTINGS, {"password": PASSWORD})
    assert not set(tokens.all()) & set(person.recovery_codes)
    signed_in.post(SETTINGS, {"password": PASSWORD, "turn_off": "1"})
    assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()
    assert signed_in.get("/admin/").status_code == 200


def test_where_it_is_required_a_new_person_sets_it_up_first(signed_in, person, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    for address in ("/admin/", "/admin/pages/", "/admin/account/"):
        assert signed_in.get(address)["Location"].startswith(SETTINGS)
    assert "yêu cầu mọi người" in signed_in.get(SETTINGS).content.decode()
    signed_in.post(SETTINGS, {"code": code_of(person), "password": PASSWORD})
    assert signed_in.get("/admin/").status_code == 200
    assert ModelLogEntry.objects.get(action=devices.TURNED_ON).user == person


def test_where_it_is_required_an_account_without_the_admin_owes_nothing(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(User.objects.create_user("doc-gia"))
    assert client.get("/").status_code == 200


def test_readers_pages_ask_no_session(telephone, client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    # A page that is never kept: a kept one has no headers but its own.
    answer = client.get(reverse("search"), {"q": "vui"})
    assert answer.status_code == 200
    assert "Cookie" not in answer.get("Vary", "")


def test_an_administrator_turns_it_off_for_who_lost_the_telephone(telephone, person, client):
    address = reverse("second_factor_of_account", args=[person.pk])
    client.force_login(member(BOARD))
    assert client.get(address).status_code == client.post(address).status_code == 403
    administrator = User.objects.create_superuser("quan-tri")
    client.force_login(administrator)
    assert address in client.get("/admin/users/").content.decode()
    User.objects.filter(pk=person.pk).update(first_name="Mai Thị Thơm")
    assert "Mai Thị Thơm" in client.get(address).content.decode()
    assert devices.is_on(person)
    client.post(address)
    assert not devices.is_on(person)
    entry = ModelLogEntry.objects.get(action=devices.TURNED_OFF)
    assert (entry.user, entry.object_id) == (administrator, str(person.pk))
    history = client.get("/admin/reports/site-history/").content.decode()
    # Once in the list, and once among the choices of its filter.
    assert history.count("Tắt xác thực hai bước") == 2


def test_only_an_administrator_turns_it_off_for_an_administrator(telephone, person, client):
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    helper = member(BOARD)
    helper.user_permissions.add(Permission.objects.get(codename="change_user"))
    client.force_login(helper)
    address = reverse("second_factor_of_account", args=[person.pk])
    assert client.post(address).status_code == 403
    User.objects.filter(pk=person.pk).update(is_superuser=False)
    assert client.post(address).status_code == 302
    assert not devices.is_on(person)


def test_the_command_helps_the_only_administrator(telephone, person):
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("turn_off_second_factor", "ai-do")
    out = StringIO()
    call_command("turn_off_second_factor", person.username, stdout=out)
    assert "Đã tắt" in out.getvalue() and not devices.is_on(person)
    with pytest.raises(CommandError, match="chưa bật"):
        call_command("turn_off_second_factor", person.username)


def test_the_telephone_names_the_site_and_the_account(person):
    address = devices.unconfirmed_device(person).config_url
    assert settings.OTP_TOTP_ISSUER in address and person.username in address
