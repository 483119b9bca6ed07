import pytest
from django.core.mail.backends.base import BaseEmailBackend

from cnclctpa.accounts.adapter import AccountAdapter
from tests.factories.accounts import UserFactory


def test_nobody_signs_up(rf):
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))


def test_closed_account_is_sent_back_to_the_sign_in_page(rf):
    response = AccountAdapter().respond_user_inactive(rf.get("/"), user=None)
    assert response.url.endswith("/accounts/login/")


def test_attempts_are_counted_by_address_alone(rf):
    adapter = AccountAdapter()
    keys = {
        adapter._get_login_attempts_cache_key(rf.get("/", headers={"host": host}), email=email)
        for host in ("testserver", "testserver:81")
        for email in ("sira@example.org", " Sira@Example.ORG ")
    }
    assert keys == {"sira@example.org"}


class ClosedMailServer(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.mark.django_db
def test_mail_that_does_not_leave_is_told_the_same_to_everybody(client, settings):
    settings.EMAIL_BACKEND = f"{__name__}.ClosedMailServer"
    UserFactory(email="sira@example.org")
    for email in ("sira@example.org", "nobody@example.org"):
        page = client.post("/en/accounts/password/reset/", {"email": email}, follow=True)
        assert page.redirect_chain == [("/en/accounts/password/reset/", 302)]
        assert "No message could be sent" in page.text
