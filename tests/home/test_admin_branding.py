import pytest

pytestmark = pytest.mark.django_db


def test_the_admin_carries_the_sites_sign_and_no_products(client, admin_client):
    login = client.get("/admin/login/").content.decode()
    desk = admin_client.get("/admin/").content.decode()
    for page in (login, desk):
        assert page.count("img/icon.svg") == 2
        assert "Quản trị</title>" in page and "Wagtail</title>" not in page
