"""What tests of the newsroom share."""

import pytest

from analytics import recording


@pytest.fixture
def ask(client):
    """Return the text of the page that answers a query, and further parameters of its address."""

    def ask(query, address="/tim-kiem/", **parameters):
        response = client.get(address, {"q": query, **parameters})
        assert response.status_code == 200
        return response.content.decode()

    return ask


@pytest.fixture
def statements_of(client, django_assert_max_num_queries):
    """Return how many statements an article takes that is not kept: fifteen at the most."""

    def statements_of(article):
        client.get(article.url)
        recording.forget_shared()
        with django_assert_max_num_queries(15) as statements:
            assert client.get(article.url).status_code == 200
        return len(statements)

    return statements_of
