"""What can be done with a second factor: effect, refusals, trail, and what the tables hold."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection

from cnclctpa.accounts import second_factor as services
from cnclctpa.accounts.models import User
from cnclctpa.audit.models import Entry
from tests.accounts.codes import code, wrong
from tests.factories.accounts import SECRET, UserFactory

pytestmark = pytest.mark.django_db


def enrol(user, digits=None):
    return services.enrol_second_factor(user, secret=SECRET, code=digits or code(), by=user)


def written():
    entry = Entry.objects.latest()
    return entry.verb, entry.actor, entry.reason


def kinds_of(user):
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def test_enrolment_keeps_a_secret_and_ten_recovery_codes():
    user = enrol(UserFactory())
    assert User.objects.get(pk=user.pk).has_second_factor
    assert kinds_of(user) == {"totp", "recovery_codes"}
    assert len(set(services.recovery_codes_of(user))) == 10
    assert written() == ("account.second_factor_enrolled", user, "")


def test_neither_the_tables_nor_the_trail_hold_a_secret_in_clear():
    user = enrol(UserFactory())
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        rows = str(cursor.fetchall())
    trail = json.dumps(list(Entry.objects.values_list("changes", flat=True)))
    for clear in (SECRET, *services.recovery_codes_of(user)):
        assert clear not in rows
        assert clear not in trail


def test_enrolment_refuses_a_wrong_code():
    user = UserFactory()
    with pytest.raises(ValidationError, match="not the right one"):
        enrol(user, wrong())
    assert kinds_of(user) == set()


def test_enrolment_happens_once():
    user = enrol(UserFactory())
    with pytest.raises(ValidationError, match="already have a second factor"):
        enrol(User.objects.get(pk=user.pk))


def test_enrolment_of_a_shared_account_would_shut_everybody_out():
    with pytest.raises(ValidationError, match="takes no second factor"):
        enrol(UserFactory(email="sira@demonstration.example"))


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_clock_of_a_telephone_may_be_half_a_minute_away(later):
    user = UserFactory(enrolled=True)
    assert services.authenticator_accepting(user, code(later=later)).type == "totp"


@pytest.mark.parametrize(
    "digits", [lambda: code(later=-3), lambda: code(later=3), wrong, lambda: "é", lambda: ""]
)
def test_other_codes_are_refused(digits):
    assert services.authenticator_accepting(UserFactory(enrolled=True), digits()) is None


def test_code_is_accepted_once():
    user = UserFactory(enrolled=True)
    assert services.authenticator_accepting(user, code())
    assert services.authenticator_accepting(user, code()) is None


def test_code_that_an_overlooker_saw_is_spent_by_a_later_one():
    user = UserFactory(enrolled=True)
    assert services.authenticator_accepting(user, code(later=1))
    assert services.authenticator_accepting(user, code()) is None


def test_code_of_enrolment_does_not_sign_in():
    user = enrol(UserFactory())
    assert services.authenticator_accepting(user, code()) is None


def test_recovery_code_is_accepted_once():
    user = UserFactory(enrolled=True)
    first, second, *others = services.recovery_codes_of(user)
    assert services.authenticator_accepting(user, f"{first[:4]} {first[4:]}").type == "recovery_codes"
    assert services.authenticator_accepting(user, first) is None
    assert services.recovery_codes_of(user) == [second, *others]


def test_code_of_another_account_is_refused():
    others = services.recovery_codes_of(enrol(UserFactory()))
    assert services.authenticator_accepting(UserFactory(enrolled=True), others[0]) is None


def test_another_key_of_the_site_accepts_no_code(settings):
    user = UserFactory(enrolled=True)
    settings.SECRET_KEY = "another"
    assert services.authenticator_accepting(user, code()) is None


def test_renewal_makes_other_codes_and_cancels_the_old_ones(partner):
    user = UserFactory(enrolled=True)
    before = services.recovery_codes_of(user)
    services.renew_recovery_codes(user, by=user)
    assert not set(before) & set(services.recovery_codes_of(user))
    assert services.authenticator_accepting(user, before[0]) is None
    assert written() == ("account.recovery_codes_renewed", user, "")
    with pytest.raises(ValidationError, match="go with a second factor"):
        services.renew_recovery_codes(partner, by=partner)


def test_partner_may_give_a_second_factor_up():
    user = UserFactory(partner=True, enrolled=True)
    services.remove_second_factor(user, by=user)
    assert not User.objects.get(pk=user.pk).has_second_factor
    assert kinds_of(user) == set()
    assert written() == ("account.second_factor_removed", user, "")
    with pytest.raises(ValidationError, match="has no second factor"):
        services.remove_second_factor(user, by=user)


@pytest.mark.parametrize("role", ["secretariat", "administrator"])
def test_those_who_must_have_one_may_not(role):
    user = UserFactory(**{role: True})
    with pytest.raises(ValidationError, match="requires a second factor"):
        services.remove_second_factor(user, by=user)
    assert kinds_of(user) == {"totp", "recovery_codes"}


def test_reset_forgets_what_was_lost_and_says_why(administrator, secretariat):
    services.reset_second_factor(secretariat, reason="telephone stolen", by=administrator)
    assert not User.objects.get(pk=secretariat.pk).has_second_factor
    assert kinds_of(secretariat) == set()
    assert written() == ("account.second_factor_reset", administrator, "telephone stolen")


def test_reset_refuses_oneself_silence_and_nothing(administrator, secretariat, partner):
    with pytest.raises(ValidationError, match="Another administrator"):
        services.reset_second_factor(administrator, reason="new telephone", by=administrator)
    with pytest.raises(ValidationError, match="Say why"):
        services.reset_second_factor(secretariat, reason=" ", by=administrator)
    with pytest.raises(ValidationError, match="has no second factor"):
        services.reset_second_factor(partner, reason="lost", by=administrator)
    assert kinds_of(secretariat) == kinds_of(administrator) == {"totp", "recovery_codes"}
