import pytest
from cryptography.fernet import InvalidToken

from cnclctpa.accounts import cipher


def test_what_is_encrypted_is_not_readable_and_comes_back():
    encrypted = cipher.encrypt("secret é")
    assert "secret" not in encrypted
    assert cipher.decrypt(encrypted) == "secret é"


def test_the_same_text_is_never_encrypted_alike():
    assert cipher.encrypt("secret") != cipher.encrypt("secret")


def test_another_key_of_the_site_does_not_decrypt(settings):
    encrypted = cipher.encrypt("secret")
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidToken):
        cipher.decrypt(encrypted)


def test_the_former_key_of_the_site_still_does(settings):
    encrypted = cipher.encrypt("secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert cipher.decrypt(encrypted) == "secret"


def test_what_is_encrypted_now_needs_no_former_key(settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    encrypted = cipher.encrypt("secret")
    settings.SECRET_KEY_FALLBACKS = []
    assert cipher.decrypt(encrypted) == "secret"


def test_unknown_former_keys_open_nothing(settings):
    encrypted = cipher.encrypt("secret")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = ["older", "oldest"], "another"
    with pytest.raises(InvalidToken):
        cipher.decrypt(encrypted)
