"""The forms that were carried out: each once for a person and an address."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.work import IdempotencyKeyFactory
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db


def test_a_key_is_used_once_for_a_person_and_an_address():
    used = IdempotencyKeyFactory()
    again = IdempotencyKeyFactory.build(key=used.key, user=used.user, path=used.path)
    assert_refused(again, "work_idempotencykey_is_used_once")


def test_another_person_and_another_form_may_use_the_same_key():
    used = IdempotencyKeyFactory()
    IdempotencyKeyFactory(key=used.key, user=UserFactory(), path=used.path)
    IdempotencyKeyFactory(key=used.key, user=used.user, path="/plans/another/new/")
