import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.base import ContentFile


def sent(rf, size):
    return rf.post("/", {"file": ContentFile(b"x" * size, name="a.pdf")})


@pytest.fixture(autouse=True)
def _small_limits(settings):
    settings.DOCUMENT_MAX_SIZE, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000, 1000


@pytest.mark.parametrize("size", [10, 2000, 2500])
def test_file_that_a_form_can_judge_is_read(rf, size):
    assert sent(rf, size).FILES["file"].size == size


def test_form_far_too_large_is_not_read(rf):
    request = sent(rf, 3000)
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018  it is read by being asked for
    assert len(request.META["wsgi.input"].read()) > 3000


def test_form_far_too_large_is_answered_by_a_page_of_ours(client, db):
    response = client.post("/accounts/login/", {"file": ContentFile(b"x" * 3000, name="a.pdf")})
    assert response.status_code == 400
    assert "n’a pas été comprise" in response.text
