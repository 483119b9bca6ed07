from cnclctpa.accounts.adapter import AccountAdapter


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
