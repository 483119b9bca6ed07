"""The content is loaded once, kept in step, and what people edited is theirs."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from activities.models import Outcome, Workshop
from cnclctpa.audit.choices import Way
from cnclctpa.audit.models import Entry
from cnclctpa.content import reading
from cnclctpa.content.kinds import ORGANISATION, PLAN, RECOMMENDATION, SOURCE
from cnclctpa.content.kinds import OUTCOME as OUTCOMES
from cnclctpa.content.loading import load_reference
from cnclctpa.content.models import LoadedEntry
from cnclctpa.content.reading import ContentError, read_content
from cnclctpa.content.report import Fate
from cnclctpa.reference.models import Acronym, Source
from evaluation.models import Recommendation
from plans.models import Axis, Plan, PlanPartner, StrategicObjective
from tests.factories.activities import OutcomeFactory
from tests.factories.content import LoadedEntryFactory
from tests.factories.plans import PlanPartnerFactory, ResultFactory
from tests.factories.reference import OrganisationFactory, SourceFactory
from tests.refusals import assert_refused

ACRONYMS = ORGANISATION.parts[0]
AXES, OBJECTIVES = PLAN.parts[:2]
OUTCOME = "sikasso-2018-prevention-ciblee"

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
    assert len(queries) <= 40


def test_trail_says_why_and_by_which_way():
    entries = Entry.objects.filter(content_type__app_label="plans", content_type__model="plan")
    assert {(one.verb, one.way, one.actor) for one in entries} == {("reference.loaded", Way.COMMAND, None)}


def test_second_load_leaves_no_trace_in_the_trail():
    before = Entry.objects.count()
    load_reference()
    assert Entry.objects.count() == before


def change(content, kind, reference, **values):
    """The content files, in which an entry says something else."""
    entry = content.known[kind.model, reference]
    assert values.keys() <= entry.values.keys()
    entry.values |= values
    return content


def forget(content, kind, reference):
    """The content files, without an entry."""
    content.of(kind).remove(content.known.pop((kind.model, reference)))
    return content


def test_what_the_files_change_is_written():
    report = load_reference(change(read_content(), SOURCE, "ortm-2023", publisher="Radio"))
    assert fates(report, Fate.UPDATED) == {"reference.Source": 1}
    assert Source.objects.get(slug="ortm-2023").publisher == "Radio"
    assert load_reference().changes == 1


def test_relation_that_the_files_change_is_written():
    content = read_content()
    content.known[PLAN.model, "2023-2027"].links["frameworks"] = []
    assert fates(load_reference(content), Fate.UPDATED) == {"plans.Plan": 1}
    assert not Plan.objects.get(slug="2023-2027").frameworks.exists()


def test_what_the_files_change_is_written_on_unedited_objects_only():
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    content = change(read_content(), SOURCE, "ortm-2023", publisher="ORTM 2")
    report = load_reference(change(content, SOURCE, "dol-2018", publisher="Labor"))
    assert fates(report, Fate.UPDATED) == fates(report, Fate.LEFT) == {"reference.Source": 1}
    assert Source.objects.get(slug="ortm-2023").publisher == "Radio"
    assert Source.objects.get(slug="dol-2018").publisher == "Labor"


def test_correction_that_the_files_also_make_is_in_step_again():
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    report = load_reference(change(read_content(), SOURCE, "ortm-2023", publisher="Radio"))
    assert report.changes == report.total(Fate.LEFT) == 0


def test_what_a_release_adds_to_a_model_is_no_edit():
    for entry in LoadedEntry.objects.filter(kind="reference.source"):
        del entry.told["publisher"]
        entry.told["colour"] = "red"
        entry.save()
    assert load_reference().changes == 0
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    assert fates(load_reference(), Fate.LEFT) == {"reference.Source": 1}


def test_text_that_people_corrected_stays():
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"reference.Source": 1}
    assert Source.objects.get(slug="ortm-2023").publisher == "Radio"


def test_relation_that_people_changed_stays():
    mine = SourceFactory()
    outcome = Outcome.objects.get(slug=OUTCOME)
    outcome.sources.set([mine])
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"activities.Outcome": 1}
    assert list(outcome.sources.all()) == [mine]


def test_relation_that_people_cleared_stays_empty():
    workshop = Workshop.objects.exclude(frameworks=None).first()
    workshop.frameworks.clear()
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT)["activities.Workshop"] == 1
    assert not workshop.frameworks.exists()


def test_workshop_of_which_people_changed_the_identifier_keeps_its_outcomes():
    workshop = Outcome.objects.get(slug=OUTCOME).workshop
    outcomes = set(workshop.outcomes.all())
    before = Workshop.objects.count()
    Workshop.objects.filter(pk=workshop.pk).update(slug="atelier-renomme")
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT)["activities.Workshop"] == 1
    assert Workshop.objects.count() == before
    assert set(workshop.outcomes.all()) == outcomes


def test_outcomes_follow_the_axes_that_people_swapped():
    first, second = Plan.objects.get(slug="2018-2022").axes.filter(position__in=[1, 2])
    outcomes = set(first.outcomes.all())
    assert outcomes
    Axis.objects.filter(pk=first.pk).update(position=99)
    Axis.objects.filter(pk=second.pk).update(position=1)
    Axis.objects.filter(pk=first.pk).update(position=2)
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"plans.Axis": 2}
    assert set(first.outcomes.all()) == outcomes


def test_axis_that_people_renumbered_is_not_loaded_again():
    plan = Plan.objects.get(slug="2015-2017")
    titles = set(plan.axes.values_list("title_fr", flat=True))
    plan.axes.filter(position=4).update(position=5)
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"plans.Axis": 1}
    assert set(plan.axes.values_list("title_fr", flat=True)) == titles
    assert plan.axes.count() == len(titles)


def test_objective_that_people_recoded_is_not_loaded_again():
    objective = StrategicObjective.objects.order_by("pk").first()
    before = StrategicObjective.objects.count()
    StrategicObjective.objects.filter(pk=objective.pk).update(code="OS-99")
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"plans.StrategicObjective": 1}
    assert StrategicObjective.objects.count() == before


def test_recommendation_of_which_people_changed_the_reference_is_not_loaded_again():
    before = Recommendation.objects.count()
    Recommendation.objects.filter(reference="sikasso-2018-1").update(reference="sikasso-1")
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"evaluation.Recommendation": 1}
    assert Recommendation.objects.count() == before


def test_outcome_that_people_deleted_does_not_come_back():
    outcome = Outcome.objects.filter(recommendations=None).first()
    slug = outcome.slug
    outcome.delete()
    for report in (load_reference(), load_reference()):
        assert report.changes == 0
        assert fates(report, Fate.DELETED) == {"activities.Outcome": 1}
    assert not Outcome.objects.filter(slug=slug).exists()


def test_what_people_deleted_goes_with_the_references_to_it():
    outcome = Outcome.objects.get(slug=OUTCOME)
    deleted, *kept = outcome.sources.order_by("pk")
    deleted.delete()
    report = load_reference(change(read_content(), OUTCOMES, OUTCOME, text_fr="Corrigé."))
    assert fates(report, Fate.DELETED) == {"reference.Source": 1}
    assert report.total(Fate.LEFT) == 0
    outcome.refresh_from_db()
    assert outcome.text_fr == "Corrigé."
    assert list(outcome.sources.order_by("pk")) == kept


def test_what_needs_an_object_that_people_deleted_is_not_loaded():
    content = read_content()
    entry = content.known[OUTCOMES.model, OUTCOME]
    workshop = Workshop.objects.get(slug=entry.targets["workshop"].reference)
    Recommendation.objects.filter(outcome__workshop=workshop).delete()
    workshop.outcomes.all().delete()
    workshop.delete()
    LoadedEntry.objects.filter(kind="activities.outcome", key=OUTCOME).delete()
    report = load_reference()
    assert report.changes == 0
    assert fates(report, Fate.DELETED)["activities.Workshop"] == 1
    assert not Outcome.objects.filter(slug=OUTCOME).exists()


def test_partner_that_people_added_stays():
    mine = PlanPartnerFactory(plan=Plan.objects.get(slug="2015-2017"))
    assert load_reference().changes == 0
    assert PlanPartner.objects.filter(pk=mine.pk).exists()


def test_part_of_which_people_changed_the_parent_stays_there():
    acronym = Acronym.objects.get(text="CNLTPPA")
    mine = OrganisationFactory()
    Acronym.objects.filter(pk=acronym.pk).update(organisation=mine)
    assert load_reference().changes == 0
    assert list(mine.acronyms.all()) == [acronym]


def test_edited_object_is_left_with_its_parts():
    Plan.objects.filter(slug="2015-2017").update(vision_fr="Un Mali sans traite.")
    content = change(read_content(), AXES, "2015-2017/1", title_fr="Prévenir")
    report = load_reference(forget(content, AXES, "2015-2017/4"))
    assert report.changes == 0
    assert fates(report, Fate.LEFT)["plans.Axis"] == 4
    axes = Plan.objects.get(slug="2015-2017").axes
    assert not axes.filter(title_fr="Prévenir").exists()
    assert axes.filter(position=4).exists()


def test_what_the_files_no_longer_hold_is_removed():
    content = forget(read_content(), OUTCOMES, OUTCOME)
    for recommendation in Recommendation.objects.filter(outcome__slug=OUTCOME):
        forget(content, RECOMMENDATION, recommendation.reference)
    assert fates(load_reference(content), Fate.REMOVED)["activities.Outcome"] == 1
    assert not Outcome.objects.filter(slug=OUTCOME).exists()
    assert fates(load_reference(), Fate.CREATED)["activities.Outcome"] == 1


def test_part_that_the_files_no_longer_hold_is_removed():
    report = load_reference(forget(read_content(), ACRONYMS, "comite-national/CNLTPPA"))
    assert fates(report, Fate.REMOVED) == {"reference.Acronym": 1}
    assert not Acronym.objects.filter(text="CNLTPPA").exists()


def test_part_that_people_edited_stays_without_the_files():
    Acronym.objects.filter(text="CNLTPPA").update(position=77)
    report = load_reference(forget(read_content(), ACRONYMS, "comite-national/CNLTPPA"))
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"reference.Acronym": 1}


def test_what_people_built_on_stays_without_the_files():
    load_reference(with_source("nouvelle-source"))
    cited = OutcomeFactory(sources=[Source.objects.get(slug="nouvelle-source")])
    report = load_reference()
    assert report.changes == 0
    assert cited.sources.get().slug == "nouvelle-source"


def test_what_people_must_keep_stays_without_the_files():
    objective = StrategicObjective.objects.order_by("pk").first()
    ResultFactory(objective=objective)
    key = LoadedEntry.objects.get(kind="plans.strategicobjective", object_id=objective.pk).key
    report = load_reference(forget(read_content(), OBJECTIVES, key))
    assert report.changes == 0
    assert fates(report, Fate.LEFT) == {"plans.StrategicObjective": 1}


def with_source(slug):
    """The content files, with a new source."""
    content = read_content()
    model_entry = content.known[SOURCE.model, "ortm-2023"]
    entry = replace(model_entry, reference=slug, values=model_entry.values | {"slug": slug})
    content.known[SOURCE.model, slug] = entry
    content.of(SOURCE).append(entry)
    return content


def test_object_that_people_made_first_is_not_taken_over():
    mine = SourceFactory(slug="nouvelle-source")
    report = load_reference(with_source("nouvelle-source"))
    assert report.changes == 0
    assert fates(report, Fate.TAKEN) == {"reference.Source": 1}
    assert not LoadedEntry.objects.filter(key="nouvelle-source").exists()
    mine.delete()
    assert fates(load_reference(with_source("nouvelle-source")), Fate.CREATED) == {"reference.Source": 1}


def test_identifier_that_people_gave_to_another_object_is_theirs():
    Source.objects.filter(slug="ortm-2023").update(slug="nouvelle-source")
    report = load_reference(with_source("nouvelle-source"))
    assert report.changes == 0
    assert fates(report, Fate.TAKEN) == fates(report, Fate.LEFT) == {"reference.Source": 1}


def test_two_entries_in_the_way_of_each_other_are_an_error():
    content = with_source("nouvelle-source")
    with pytest.raises(ContentError, match="source ortm-2023"):
        load_reference(change(content, SOURCE, "nouvelle-source", slug="dol-2018"))


def test_content_that_nobody_remembers_loading_is_left():
    LoadedEntry.objects.all().delete()
    report = load_reference()
    assert fates(report, Fate.TAKEN)["plans.Plan"] == Plan.objects.count() == 3


def test_entry_is_loaded_once():
    known = LoadedEntry.objects.first()
    again = LoadedEntryFactory.build(kind=known.kind, key=known.key)
    assert_refused(again, "content_loadedentry_one_per_key")


def test_plans_are_published_once():
    assert Plan.objects.published().count() == 3
    Plan.objects.filter(slug="2015-2017").update(published_at=None)
    load_reference()
    assert not Plan.objects.get(slug="2015-2017").is_published


def test_trial_keeps_nothing():
    before = Entry.objects.count()
    content = change(read_content(), SOURCE, "ortm-2023", publisher="Radio")
    assert load_reference(content, dry_run=True).changes == 1
    assert Source.objects.get(slug="ortm-2023").publisher == "ORTM"
    assert Entry.objects.count() == before
    assert load_reference().changes == 0


def test_what_only_the_database_can_refuse_is_told_and_nothing_is_written():
    content = change(read_content(), SOURCE, "ortm-2023", publisher="Autre")
    starts_on = content.known[PLAN.model, "2015-2017"].values["starts_on"]
    change(content, PLAN, "2015-2017", ends_on=starts_on - timedelta(days=1))
    with pytest.raises(ContentError, match=r"plans\.toml: plan 2015-2017: "):
        load_reference(content)
    assert not Source.objects.filter(publisher="Autre").exists()


def run(**options) -> list[str]:
    out = StringIO()
    with translation.override("en"):
        call_command("load_reference", stdout=out, **options)
    return out.getvalue().splitlines()


def test_command_says_that_nothing_changed():
    assert run() == ["The reference content is up to date: nothing changed."]
    assert run(verbosity=0) == []


def test_command_says_what_it_did_line_by_line(monkeypatch):
    counts = f"0 created, 1 updated, {Source.objects.count() - 2} unchanged"
    Source.objects.filter(slug="ortm-2023").update(publisher="Radio")
    content = change(read_content(), SOURCE, "dol-2018", publisher="Labor")
    monkeypatch.setattr(load_reference, "__defaults__", (content,))
    assert run(dry_run=True) == [
        f"sources: {counts}, 1 left as edited, 0 left deleted, 0 removed",
        "This was a trial: nothing was kept.",
    ]


def test_command_says_what_was_there_already():
    LoadedEntry.objects.filter(kind="reference.source", key="ortm-2023").delete()
    assert "these files did not make: 1." in run()[-2]


def test_command_refuses_wrong_files(monkeypatch, tmp_path):
    for file in reading.FILES:
        (tmp_path / file).write_text("")
    monkeypatch.setattr(reading.read_content, "__defaults__", (tmp_path,))
    with pytest.raises(CommandError, match="is not written above"):
        run()
