import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _refusals_in_english():
    """Services and constraints speak the language of the code here; pages choose theirs by their address."""
    with translation.override("en"):
        yield
