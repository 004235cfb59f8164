import pytest

from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_search_finds_words_of_title_lead_and_body(client):
    ArticlePageFactory(title="Hội thao công nhân", lead="Bóng chuyền", body=[("heading", "Kéo co")])
    for words in ("thao", "chuyền", "Kéo"):
        assert "Hội thao công nhân" in client.get("/tim-kiem/", {"q": words}).content.decode()


def test_search_finds_no_draft(client):
    ArticlePageFactory(title="Bản thảo bí mật", live=False)
    page = client.get("/tim-kiem/", {"q": "thảo"}).content.decode()
    assert "Có 0 bài viết" in page and "Bản thảo bí mật" not in page


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', 'a"b', "*", "(", "AND OR NOT", "%", "\0", "🎉", "x" * 10_000, "a AND", "-", "'"],
)
def test_a_strange_query_gives_a_normal_page(query, client):
    ArticlePageFactory()
    assert client.get("/tim-kiem/", {"q": query}).status_code == 200


def test_an_empty_query_asks_for_words(client):
    assert "Hãy nhập từ cần tìm" in client.get("/tim-kiem/").content.decode()


def test_the_query_is_shown_as_text(client):
    page = client.get("/tim-kiem/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_search_results_are_not_for_search_engines(client):
    assert 'content="noindex"' in client.get("/tim-kiem/").content.decode()
