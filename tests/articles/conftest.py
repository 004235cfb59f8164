"""What tests of the newsroom share."""

import pytest


@pytest.fixture
def ask(client):
    """Return the text of the page that answers a query, and further parameters of its address."""

    def ask(query, address="/tim-kiem/", **parameters):
        response = client.get(address, {"q": query, **parameters})
        assert response.status_code == 200
        return response.content.decode()

    return ask
