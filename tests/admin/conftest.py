import pytest


@pytest.fixture
def admin(client, administrator):
    """The browser of an administrator."""
    client.force_login(administrator)
    return client
