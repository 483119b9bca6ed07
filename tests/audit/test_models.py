import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from cnclctpa.audit import triggers
from cnclctpa.audit.causes import because
from cnclctpa.audit.chain import ORIGIN
from cnclctpa.audit.choices import Way
from cnclctpa.audit.models import Entry, Head
from tests.factories.audit import EntryFactory
from tests.factories.reference import OrganisationFactory, SourceFactory

pytestmark = pytest.mark.django_db


def last():
    return Entry.objects.latest()


def test_creation_change_and_deletion_are_written():
    organisation = OrganisationFactory(name_fr="Ancien nom")
    organisation.name_fr = "Nouveau nom"
    organisation.save()
    organisation.delete()

    created, changed, deleted = Entry.objects.in_order()
    assert [entry.verb for entry in (created, changed, deleted)] == [
        "organisation.created",
        "organisation.changed",
        "organisation.deleted",
    ]
    assert created.changes["name_fr"] == ["None", "Ancien nom"]
    assert changed.changes == {"name_fr": ["Ancien nom", "Nouveau nom"]}
    assert deleted.object_repr == "Nouveau nom"


def test_save_that_changes_nothing_is_not_written():
    organisation = OrganisationFactory()
    organisation.save()
    assert Entry.objects.count() == 1


def test_entry_says_what_who_why_and_by_which_way(secretariat):
    with because("organisation.renamed", by=secretariat, reason="decree of June", way=Way.PAGE):
        OrganisationFactory()
    entry = last()
    assert (entry.verb, entry.actor, entry.reason, entry.way) == (
        "organisation.renamed",
        secretariat,
        "decree of June",
        Way.PAGE,
    )
    assert entry.actor_email == secretariat.email


def test_anonymous_visitor_is_no_author():
    with because("organisation.renamed", by=AnonymousUser()):
        OrganisationFactory()
    assert last().actor is None


def test_links_between_objects_are_written():
    organisation, source = OrganisationFactory(), SourceFactory()
    organisation.sources.add(source)
    assert last().changes == {"sources": {"type": "m2m", "operation": "add", "objects": [str(source)]}}


def test_entry_is_tied_to_the_one_before():
    first, second = EntryFactory(), EntryFactory()
    assert (first.position, first.previous_digest) == (1, ORIGIN)
    assert (second.position, second.previous_digest) == (2, first.digest)
    assert Head.objects.get(pk=1).digest == second.digest


def test_entry_rolled_back_leaves_no_hole():
    EntryFactory()
    with transaction.atomic():
        EntryFactory()
        transaction.set_rollback(True)
    assert EntryFactory().position == 2


def test_author_of_an_entry_cannot_be_deleted(administrator):
    administrator.memberships.all().delete()
    with because("organisation.created", by=administrator):
        OrganisationFactory()
    with pytest.raises(ProtectedError):
        administrator.delete()


def test_entry_reads_as_what_was_done():
    assert str(EntryFactory(verb="plan.published", object_repr="Plan 2023-2027")) == (
        "plan.published: Plan 2023-2027"
    )


def test_head_reads_as_its_place():
    assert str(Head(position=3, digest="ab")) == "3 ab"


def test_entry_without_a_place_in_the_chain_is_refused():
    entry = EntryFactory.build(verb="plan.published", position=5)
    with pytest.raises(IntegrityError, match="audit_entry_is_sealed"), transaction.atomic():
        entry.save()


def test_two_entries_cannot_follow_the_same_one():
    EntryFactory()
    triggers.drop(connection)  # on SQLite they refuse before the constraint is asked
    entry = EntryFactory.build(verb="plan.published", position=5, previous_digest=ORIGIN, digest="x")
    # SQLite names the column, PostgreSQL the constraint.
    named = pytest.raises(IntegrityError, match=r"previous_digest|audit_entry_follows_only_one")
    with named, transaction.atomic():
        entry.save()
