"""A title is one line, by whichever page it comes in: nothing after it can pass for another one."""

import pytest
from django.urls import reverse

from tests.factories.activities import ActivityFactory
from tests.factories.documents import DocumentFactory
from tests.forms import save

HOSTILE = "Former\r\nBcc: tous@example.org\r\nfin"
READ = "Former Bcc: tous@example.org fin"


@pytest.fixture
def administration(client, administrator):
    client.force_login(administrator)
    return client


def test_translated_title_is_one_line_on_the_pages(editor):
    activity = ActivityFactory(plan__published=True, with_lead=True)
    address = reverse("portal:activity-update", args=[activity.plan.slug, activity.code])

    assert save(editor, address, title_fr=HOSTILE).status_code == 302

    activity.refresh_from_db()
    assert activity.title == READ


def test_it_is_one_line_in_the_administration(administration, secretariat):
    for row, name in ((DocumentFactory(), "title_fr"), (secretariat, "full_name")):
        opts = row._meta
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])

        assert save(administration, address, reason="Titre", **{name: HOSTILE}).status_code == 302

        row.refresh_from_db()
        assert getattr(row, name) == READ
