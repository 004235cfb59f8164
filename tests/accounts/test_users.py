"""A person's name is one field, and reads everywhere as it was typed."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db
NAME = "Hoàng Đình Khải"
PASSWORD = "cong-doan-xu-thanh"


@pytest.fixture
def khai(admin_client):
    data = {"username": "khai", "first_name": NAME, "email": "khai@example.vn"}
    admin_client.post("/admin/users/new/", {**data, "password1": PASSWORD, "password2": PASSWORD})
    return User.objects.get(username="khai")


def fields_of(page):
    html = BeautifulSoup(page.content, "html.parser")
    return [field["name"] for field in html.select("input[name*=_name]")]


def test_an_account_has_the_name_that_was_typed(admin_client, khai):
    assert khai.get_full_name() == NAME
    listed = BeautifulSoup(admin_client.get("/admin/users/").content, "html.parser")
    assert NAME in [cell.get_text(strip=True) for cell in listed.select("td.name .title-wrapper")]


def test_forms_of_accounts_ask_for_one_name(admin_client, khai):
    for address in ("/admin/users/new/", f"/admin/users/edit/{khai.pk}/"):
        assert fields_of(admin_client.get(address)) == ["first_name"]
    admin_client.post(
        f"/admin/users/edit/{khai.pk}/",
        {"username": "khai", "first_name": "Lê An", "email": "an@example.vn"},
    )
    khai.refresh_from_db()
    assert (khai.get_full_name(), khai.email) == ("Lê An", "an@example.vn")


def test_a_person_changes_their_own_name_and_is_greeted_by_it(client, khai):
    khai.is_superuser = True
    khai.save()
    client.force_login(khai)
    page = client.get("/admin/account/")
    assert fields_of(page) == ["name_email-first_name"]
    client.post(
        "/admin/account/",
        {
            "name_email-first_name": "Đỗ Thanh Bình",
            "name_email-email": "binh@example.vn",
            "locale-preferred_language": "vi",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )
    khai.refresh_from_db()
    assert khai.get_full_name() == "Đỗ Thanh Bình"
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    sidebar = json.loads(page.select_one("#wagtail-sidebar-props").string)
    assert "Đỗ Thanh Bình" in json.dumps(sidebar, ensure_ascii=False)
