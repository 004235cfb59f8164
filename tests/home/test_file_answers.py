"""Parts of stored files, as a broken download or a film asks for them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from articles.models import Attachment

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 4
SIZE = len(CONTENT)


def of_media(settings):
    path = Path(settings.MEDIA_ROOT) / "images/anh.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CONTENT)
    return "/media/images/anh.jpg"


def of_attachment(settings):
    return Attachment.objects.create(title="Đơn", file=ContentFile(CONTENT, "don.pdf")).url


@pytest.fixture(params=[of_media, of_attachment])
def address(request, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return request.param(settings)


@pytest.fixture
def ask(admin_client, address):
    """Return (answer, its bytes) of a request for the file with the given headers."""

    def ask(method="get", **headers):
        answer = getattr(admin_client, method)(address, headers=headers)
        return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content

    return ask


def test_the_whole_file_comes_with_its_length_and_no_encoding(ask):
    answer, content = ask()
    assert (answer.status_code, content, answer["Content-Length"]) == (200, CONTENT, str(SIZE))
    assert answer["Accept-Ranges"] == "bytes" and "Content-Encoding" not in answer


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"bytes={SIZE - 1}-{SIZE - 1}", SIZE - 1, SIZE - 1),
        ("bytes=500-", 500, SIZE - 1),
        ("bytes=500-99999", 500, SIZE - 1),
        ("bytes=-1", SIZE - 1, SIZE - 1),
        ("bytes=-99999", 0, SIZE - 1),
        ("bytes=0-", 0, SIZE - 1),
    ],
)
def test_a_part_comes_to_its_last_byte(ask, asked, first, last):
    answer, content = ask(Range=asked)
    assert (answer.status_code, content) == (206, CONTENT[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(len(content))


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=99999-100000", "bytes=-0"])
def test_a_part_beyond_the_end_is_told_the_size(ask, asked):
    answer, content = ask(Range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert content == b""


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-2", "bytes=-", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", f"bytes={'9' * 5000}-"],
)
def test_what_is_no_single_part_brings_the_whole(ask, asked):
    answer, content = ask(Range=asked)
    assert (answer.status_code, content) == (200, CONTENT)


def test_a_download_goes_on_only_with_the_same_file(ask):
    whole, _content = ask()
    for validator in (whole["ETag"], whole["Last-Modified"]):
        assert ask(**{"Range": "bytes=9-", "If-Range": validator})[1] == CONTENT[9:]
    for validator in ('"khac"', f"W/{whole['ETag']}", "Thu, 01 Jan 1970 00:00:00 GMT", ""):
        answer, content = ask(**{"Range": "bytes=9-", "If-Range": validator})
        assert (answer.status_code, content) == (200, CONTENT)


def test_an_unchanged_file_is_not_sent_again(ask):
    whole, _content = ask()
    for name, value in (
        ("If-None-Match", whole["ETag"]),
        ("If-Modified-Since", whole["Last-Modified"]),
    ):
        answer, content = ask(**{name: value, "Range": "bytes=0-5"})
        assert (answer.status_code, content, answer["ETag"]) == (304, b"", whole["ETag"])


def test_the_head_of_a_file_knows_no_part(ask):
    answer, _content = ask("head", Range="bytes=0-5")
    assert (answer.status_code, answer["Content-Length"]) == (200, str(SIZE))
