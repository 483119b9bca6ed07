"""What is said to be written in another charset than ours gets an answer of ours, with its headers."""

import io

import pytest
from django.test import RequestFactory

from cnclctpa.wsgi import application

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=a"
# Not for text, for text that reads every other byte otherwise, and for none at all.
CODECS = """rot13 hex base64 zlib bz2 uu quopri idna punycode undefined utf-16 utf-32 utf-7 cp037
unicode_escape raw_unicode_escape latin-1 ascii utf-8-sig mbcs bogus""".split()
TOKEN = "a" * 32


def posted(content_type, path="/accounts/login/", query="next=%C3%A9&q=é"):
    environ = RequestFactory()._base_environ()
    environ |= {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": "7",
        "HTTP_COOKIE": f"csrftoken={TOKEN}",
        "HTTP_X_CSRFTOKEN": TOKEN,
        "wsgi.input": io.BytesIO(b"login=a"),
    }
    answer = {}
    body = b"".join(
        application(
            environ, lambda status, headers: answer.update(status=int(status[:3]), headers=dict(headers))
        )
    )
    return answer["status"], answer["headers"], body.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/", "/nowhere/", "/healthz"])
def test_form_in_utf_16_is_told_that_it_cannot_be_read(path):
    status, headers, body = posted(f"{FORM}; charset=utf-16", path)
    assert status == 400
    assert "n’a pas été comprise" in body
    assert "default-src 'self'" in headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_too_many_fields_in_the_address_are_refused_by_a_page_of_ours():
    status, headers, _body = posted(f"{FORM}; charset=utf-8", query="a&" * 7000)
    assert status == 400
    assert "Content-Security-Policy" in headers


@pytest.mark.django_db
@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("form", [FORM, MULTIPART])
def test_no_charset_that_python_knows_makes_the_site_fail(form, codec):
    status, headers, _body = posted(f"{form}; charset={codec}")
    assert status in (200, 400, 403)
    assert "Content-Security-Policy" in headers
