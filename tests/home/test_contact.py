"""The contact page: letters are stored first, mailed then, and never lost."""

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command
from wagtail.models import Locale

from home.contact import views
from home.models import ContactMessage, ContactPage, HomePage
from newsroom.groups import BOARD, CONTRIBUTORS, create_roles
from tests.factories import the_home

pytestmark = pytest.mark.django_db
LETTER = {
    "name": "Lê Thị Mận",
    "email": "man@example.vn",
    "telephone": "",
    "subject": "Hỏi về mái ấm công đoàn",
    "message": "Gia đình tôi cần chuẩn bị giấy tờ gì?",
    "consent": "on",
}


@pytest.fixture
def page():
    home = the_home()
    home.email = "vanphong@example.vn"
    home.address = "Số 37 Đại lộ Lê Lợi"
    home.save_revision().publish()
    page = home.add_child(instance=ContactPage(title="Liên hệ", slug="lien-he", locale=home.locale))
    page.save_revision().publish()
    return page


@pytest.fixture
def send(client, page):
    def send(headers=None, REMOTE_ADDR="127.0.0.1", **changes):  # noqa: N803
        data = {name: value for name, value in (LETTER | changes).items() if value is not None}
        return client.post(
            f"/gui-thu/{page.pk}/", data, follow=True, headers=headers, REMOTE_ADDR=REMOTE_ADDR
        )

    return send


def test_the_page_shows_the_office_and_a_form_without_cookies(client, page):
    response = client.get(page.url)
    text = response.content.decode()
    assert "Số 37 Đại lộ Lê Lợi" in text and 'href="mailto:vanphong@example.vn"' in text
    assert 'name="consent"' in text and "checked" not in text.partition('name="consent"')[2][:120]
    assert not response.cookies


def test_a_letter_is_stored_and_mailed_and_the_reader_told(send):
    assert "Đã nhận thư của bạn." in send().content.decode()
    letter = ContactMessage.objects.get()
    assert (letter.name, letter.subject) == (LETTER["name"], LETTER["subject"])
    assert letter.mailed_at is not None
    (sent,) = mail.outbox
    assert sent.to == ["vanphong@example.vn"] and sent.reply_to == ["man@example.vn"]
    assert LETTER["message"] in sent.body and LETTER["subject"] in sent.subject


def test_a_letter_goes_to_the_recipient_of_its_page(send, page):
    page.recipient = "tiepdan@example.vn"
    page.save_revision().publish()
    send()
    assert mail.outbox[0].to == ["tiepdan@example.vn"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Lê Thị Mận"),
        ({"email": "khong-phai-thu"}, "khong-phai-thu"),
        ({"email": "", "telephone": ""}, "Hãy ghi thư điện tử hoặc điện thoại"),
        ({"consent": None}, "Hãy đánh dấu đồng ý"),
        ({"message": "x" * 5001}, "5000"),
    ],
)
def test_a_letter_that_lacks_something_is_shown_again_with_what_was_written(send, changes, said):
    response = send(**changes)
    text = response.content.decode()
    assert response.status_code == 422 and "Thư chưa gửi được." in text
    assert LETTER["subject"] in text and (said in text or said == LETTER["name"])
    assert not ContactMessage.objects.exists() and not mail.outbox


def test_a_telephone_number_is_enough_for_an_answer(send):
    send(email="", telephone="0912 345 678")
    assert ContactMessage.objects.get().telephone == "0912 345 678"
    assert mail.outbox[0].reply_to == []


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(send):
    assert "Đã nhận thư của bạn." in send(website="http://example.com").content.decode()
    assert not ContactMessage.objects.exists() and not mail.outbox


def test_a_form_on_another_site_sends_nothing(send):
    assert send(headers={"sec-fetch-site": "cross-site"}).status_code == 404
    assert not ContactMessage.objects.exists()


def test_a_network_that_sends_many_letters_is_told_to_wait_and_keeps_its_text(send, monkeypatch):
    monkeypatch.setattr(views, "MOST_LETTERS", 2)
    assert [send().status_code for _letter in range(3)] == [200, 200, 429]
    text = send().content.decode()
    assert "Hãy thử lại sau một giờ" in text and LETTER["message"] in text
    assert ContactMessage.objects.count() == 2


def test_a_network_may_write_again_after_an_hour_and_no_sooner(
    send, monkeypatch, settings, tmp_path
):
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path),
        }
    }
    monkeypatch.setattr(views, "MOST_LETTERS", 2)
    with time_machine.travel("2026-11-20T08:00:00Z", tick=False) as clock:
        statuses = []
        for minutes in (0, 30, 15, 14, 2, 1, 30):
            clock.shift(minutes * 60)
            statuses.append(send().status_code)
    assert statuses == [200, 200, 429, 429, 200, 429, 200]


def test_letters_go_while_the_cache_is_away(send, monkeypatch, settings):
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "page_cache.backends.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    monkeypatch.setattr(views, "MOST_LETTERS", 1)
    assert [send().status_code for _letter in range(2)] == [200, 200]


def test_no_address_of_a_reader_is_kept(send):
    from django.core.cache import cache

    send(REMOTE_ADDR="203.0.113.77")
    assert "203.0.113.77" not in str([*cache._cache.items()])


def test_a_letter_that_cannot_be_mailed_is_kept_and_goes_later(send, monkeypatch):
    def fail(*arguments, **options):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        assert "Đã nhận thư của bạn." in send().content.decode()
    assert ContactMessage.objects.get().mailed_at is None and not mail.outbox
    call_command("deliver_letters")
    assert ContactMessage.objects.get().mailed_at is not None and len(mail.outbox) == 1
    call_command("deliver_letters")
    assert len(mail.outbox) == 1


def test_a_subject_of_several_lines_writes_no_headers(send):
    send(subject="Hỏi\r\nBcc: ai-do@example.vn")
    (sent,) = mail.outbox
    assert "\n" not in sent.subject and sent.bcc == []


def test_the_form_of_a_page_that_is_not_public_takes_nothing(send, page):
    page.unpublish()
    assert send().status_code == 404


def test_english_readers_write_at_an_english_address(client, page):
    twin = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    twin.title, twin.slug = "Contact", "contact"
    twin.save_revision().publish()
    twin = ContactPage.objects.get(pk=twin.pk)
    assert f'action="/en/send-letter/{twin.pk}/#gui-thu"' in client.get(twin.url).content.decode()
    text = client.post(f"/en/send-letter/{twin.pk}/", LETTER, follow=True).content.decode()
    assert "We have received your letter." in text


def test_a_letter_in_english_goes_to_the_mailbox_of_the_english_home_page(client, page):
    twin = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    twin.save_revision().publish()
    HomePage.objects.filter(locale=twin.locale).update(email="office@example.vn")
    client.post(f"/en/send-letter/{twin.pk}/", LETTER)
    assert mail.outbox[0].to == ["office@example.vn"]


# In the admin


@pytest.fixture
def staff(client, page):
    create_roles(the_home())

    def staff(role):
        user = User.objects.create_user(role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return staff


def test_the_board_reads_exports_and_deletes_letters_and_writes_none(send, staff):
    send()
    letter = ContactMessage.objects.get()
    board = staff(BOARD)
    assert LETTER["subject"] in board.get("/admin/letters/").content.decode()
    assert LETTER["message"] in board.get(f"/admin/letters/inspect/{letter.pk}/").content.decode()
    assert board.get("/admin/letters/new/").status_code in (302, 403)
    board.post(f"/admin/letters/edit/{letter.pk}/", LETTER | {"subject": "Sửa"})
    letter.refresh_from_db()
    assert letter.subject == LETTER["subject"]
    assert board.get("/admin/letters/?export=xlsx").status_code == 200
    board.post(f"/admin/letters/delete/{letter.pk}/")
    assert not ContactMessage.objects.exists()


def test_contributors_see_no_letters(send, staff):
    send()
    contributor = staff(CONTRIBUTORS)
    for address in (
        "/admin/letters/",
        f"/admin/letters/inspect/{ContactMessage.objects.get().pk}/",
    ):
        response = contributor.get(address)
        assert LETTER["subject"] not in response.content.decode()
        assert response.status_code in (302, 403)
