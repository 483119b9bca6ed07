"""A form of the administration sent twice, by a double click, is carried out once."""

import re
from uuid import uuid4

import pytest

from cnclctpa.accounts.models import Invitation
from cnclctpa.audit.models import Entry
from cnclctpa.reference.models import Source
from cnclctpa.work.models import IdempotencyKey
from cnclctpa.work.once import FIELD
from tests.admin.typing import address, change_of, sent
from tests.factories.accounts import InvitationFactory
from tests.factories.reference import SourceFactory

DECREE = {"slug": "decret", "title": "Décret", "publisher": "Journal officiel"}


def key_in(page) -> str:
    [key] = re.findall(rf'name="{FIELD}" value="([^"]+)"', page.text)
    return key


def test_addition_sent_twice_makes_one_object(admin):
    add = address(Source, "add")
    key = key_in(admin.get(add))
    first = sent(admin, add, **DECREE, form_key=key)
    again = sent(admin, add, **DECREE | {"slug": "decret-2"}, form_key=key)
    assert (first.status_code, again.status_code, again.url) == (302, 302, first.url)
    assert Source.objects.get().slug == "decret"
    assert Entry.objects.filter(verb="source.created").count() == 1


def test_addition_that_was_refused_is_sent_again_with_the_same_key(admin):
    key = key_in(admin.get(address(Source, "add")))
    assert sent(admin, address(Source, "add"), form_key=key).status_code == 200
    assert not IdempotencyKey.objects.exists()
    assert sent(admin, address(Source, "add"), **DECREE, form_key=key).status_code == 302


def test_each_page_has_its_own_key(admin):
    pages = [admin.get(address(Source, "add")) for _ in range(2)]
    assert key_in(pages[0]) != key_in(pages[1])


@pytest.mark.parametrize("key", ["", "x" * 10_000, "1", "\x00"])
def test_key_that_is_none_protects_nobody_and_breaks_nothing(key, admin):
    assert sent(admin, address(Source, "add"), **DECREE, form_key=key).status_code == 302
    assert not IdempotencyKey.objects.exists()


def test_act_sent_twice_sends_one_invitation(admin):
    invitation = InvitationFactory()
    act = address(invitation, "act", invitation.pk, "resend")
    typed = {"carry_out": "yes", "reason": "Courriel perdu.", FIELD: key_in(admin.get(act))}
    assert [admin.post(act, typed).status_code for _ in range(2)] == [302, 302]
    assert Invitation.objects.count() == 2


def test_removal_sent_twice_leads_to_the_same_page(admin):
    source = SourceFactory()
    page = address(source, "delete", source.pk)
    typed = {"post": "yes", "reason": "Doublon.", FIELD: key_in(admin.get(page))}
    assert len({admin.post(page, typed).url for _ in range(2)}) == 1
    assert not Source.objects.exists()


def test_key_of_one_form_does_not_hold_another_back(admin):
    key, source = str(uuid4()), SourceFactory(title="Decret")
    sent(admin, address(Source, "add"), **DECREE, form_key=key)
    sent(admin, change_of(source), title="Arrêté", form_key=key)
    source.refresh_from_db()
    assert source.title == "Arrêté"
