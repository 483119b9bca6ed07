"""The forms that were carried out, each once for a person and an address; what people did last."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.work import IdempotencyKeyFactory, LastActionFactory
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


def test_only_the_last_action_of_a_person_is_kept():
    action = LastActionFactory()
    again = LastActionFactory.build(user=action.user, subject=action.subject)
    assert_refused(again, "work_lastaction_one_per_person_and_subject")
    LastActionFactory(user=action.user, subject="plans.plan:2")
    LastActionFactory(subject=action.subject)
