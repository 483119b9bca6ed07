from auditlog.registry import auditlog
from django.apps import apps
from django.conf import settings

from cnclctpa.audit.models import Entry
from cnclctpa.audit.tracking import mask
from tests.factories.accounts import InvitationFactory, UserFactory
from tests.factories.reference import OrganisationFactory


def test_every_model_of_ours_is_tracked():
    ours = {model for label in settings.AUDITED_APPS for model in apps.get_app_config(label).get_models()}
    assert ours <= set(auditlog.get_models())


def test_secrets_are_said_to_have_changed_without_their_value(db):
    user = UserFactory()
    user.set_password("another-password-2026")
    user.save()
    assert Entry.objects.latest().changes == {"password": ["•••", "•••"]}
    assert mask(user.password) == "•••"


def test_token_of_an_invitation_is_not_in_the_trail(db):
    invitation = InvitationFactory()
    written = str(list(Entry.objects.in_order().values()))
    assert invitation.token_digest not in written
    assert invitation.token not in written


def test_signing_in_is_not_a_change(client, db):
    user = UserFactory()
    before = Entry.objects.count()
    client.force_login(user)
    assert type(user).objects.get(pk=user.pk).last_login is not None
    assert Entry.objects.count() == before


def test_derived_texts_are_not_facts(db):
    OrganisationFactory()
    assert {"sort_text", "search_text", "revision", "name"}.isdisjoint(Entry.objects.latest().changes)
