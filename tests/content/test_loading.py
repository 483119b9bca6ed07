"""The content is loaded once, kept in step, and what people edited is theirs."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cnclctpa.audit.choices import Way
from cnclctpa.audit.models import Entry
from cnclctpa.content import reading
from cnclctpa.content.kinds import PLAN, SOURCE
from cnclctpa.content.loading import Fate, load_reference
from cnclctpa.content.reading import ContentError, read_content
from cnclctpa.reference.models import Acronym, Organisation, Source
from plans.models import Axis, Plan, PlanStatement
from tests.factories.reference import AcronymFactory, OrganisationFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def fates(report, fate):
    return {kind.model._meta.label: counter[fate] for kind, counter in report.counts.items() if counter[fate]}


def test_first_load_creates_every_entry(loaded):
    written = sum(len(entries) for entries in read_content().entries.values())
    assert loaded.total(Fate.CREATED) == loaded.changes == written


def test_second_load_changes_nothing(loaded):
    report = load_reference()
    assert report.changes == report.total(Fate.LEFT) == 0
    assert report.total(Fate.UNCHANGED) == loaded.total(Fate.CREATED)


def test_number_of_queries_does_not_follow_the_number_of_entries():
    with CaptureQueriesContext(connection) as queries:
        load_reference()
    assert len(queries) < 100


def test_trail_says_why_and_by_which_way():
    entries = Entry.objects.filter(content_type__app_label="plans", content_type__model="plan")
    assert {(one.verb, one.way, one.actor) for one in entries} == {("reference.loaded", Way.COMMAND, None)}


def test_second_load_leaves_no_trace_in_the_trail():
    before = Entry.objects.count()
    load_reference()
    assert Entry.objects.count() == before


def test_row_that_differs_is_brought_back():
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    assert fates(load_reference(), Fate.UPDATED) == {"reference.Source": 1}
    assert Source.objects.get(slug="ortm-2023").publisher == "ORTM"


def test_relation_that_differs_is_brought_back():
    plan = Plan.objects.get(slug="2023-2027")
    told = set(plan.sources.all())
    plan.sources.set([SourceFactory()])
    assert fates(load_reference(), Fate.UPDATED) == {"plans.Plan": 1}
    assert set(plan.sources.all()) == told


def test_edited_row_is_left_with_its_parts():
    Organisation.objects.filter(slug="comite-national").update(name_fr="Comité", revision=2)
    Acronym.objects.get(text="CNLTPPA").delete()
    AcronymFactory(organisation=Organisation.objects.committee(), text="CNLT")
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT)["reference.Organisation"] == 1
    committee = Organisation.objects.committee()
    assert committee.name_fr == "Comité"
    texts = set(committee.acronyms.values_list("text", flat=True))
    assert "CNLT" in texts
    assert "CNLTPPA" not in texts


def test_part_with_its_own_revision_follows_its_own_edits():
    plan = Plan.objects.get(slug="2018-2022")
    edited, other = plan.axes.get(position=1), plan.axes.get(position=2)
    told = other.title_fr
    Axis.objects.filter(pk=edited.pk).update(title_fr="Prévenir", revision=2)
    Axis.objects.filter(pk=other.pk).update(title_fr="Poursuivre")
    report = load_reference()
    edited.refresh_from_db()
    other.refresh_from_db()
    assert (edited.title_fr, other.title_fr) == ("Prévenir", told)
    assert fates(report, Fate.UPDATED) == fates(report, Fate.LEFT) == {"plans.Axis": 1}


def test_axis_that_people_removed_from_their_plan_does_not_return():
    plan = Plan.objects.get(slug="2015-2017")
    Plan.objects.filter(pk=plan.pk).update(revision=2)
    plan.axes.get(position=4).delete()
    load_reference()
    assert plan.axes.count() == 3


def test_part_that_the_files_no_longer_hold_is_removed():
    AcronymFactory(organisation=Organisation.objects.get(slug="onudc"), text="OCRTIS")
    assert fates(load_reference(), Fate.REMOVED) == {"reference.Acronym": 1}
    assert not Acronym.objects.filter(text="OCRTIS").exists()


def test_what_people_added_elsewhere_stays():
    mine = AcronymFactory(organisation=OrganisationFactory(), text="ASSOC")
    assert load_reference().changes == 0
    assert Acronym.objects.filter(pk=mine.pk).exists()


def test_plans_are_published_once():
    assert Plan.objects.published().count() == 3
    Plan.objects.filter(slug="2015-2017").update(published_at=None)
    load_reference()
    assert not Plan.objects.get(slug="2015-2017").is_published


def test_trial_keeps_nothing():
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    before = Entry.objects.count()
    assert load_reference(dry_run=True).changes == 1
    assert Source.objects.get(slug="ortm-2023").publisher == "Radio"
    assert Entry.objects.count() == before


def test_what_only_the_database_can_refuse_is_told_and_nothing_is_written():
    content = read_content()
    content.of(SOURCE)[0].values["publisher"] = "Autre"
    content.of(PLAN)[0].values["ends_on"] = content.of(PLAN)[0].values["starts_on"]
    with pytest.raises(ContentError, match=r"plans\.toml: plan 2015-2017: "):
        load_reference(content)
    assert not Source.objects.filter(publisher="Autre").exists()


def run(**options) -> list[str]:
    out = StringIO()
    call_command("load_reference", stdout=out, **options)
    return out.getvalue().splitlines()


def test_command_says_that_nothing_changed():
    assert len(run()) == 1
    assert run(verbosity=0) == []


def test_command_says_what_it_did_line_by_line():
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    PlanStatement.objects.filter(plan__slug="2023-2027").order_by("pk").first().delete()
    with translation.override("en"):
        lines = run(dry_run=True)
    assert "sources: 0 created, 1 updated, 93 unchanged, 0 left as edited, 0 removed" in lines
    assert "statements about plans: 1 created, 0 updated, 45 unchanged, 0 left as edited, 0 removed" in lines
    assert lines[-1] == "This was a trial: nothing was kept."


def test_command_refuses_wrong_files(monkeypatch, tmp_path):
    for file in reading.FILES:
        (tmp_path / file).write_text("")
    monkeypatch.setattr(reading.read_content, "__defaults__", (tmp_path,))
    with pytest.raises(CommandError, match="is not written above"):
        run()
