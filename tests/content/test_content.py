"""What holds of all the content: sources, two languages, questions, persons, words that are not ours."""

import re
from collections import defaultdict

import pytest

from activities.choices import OutcomeKind
from activities.models import Outcome, Workshop
from cnclctpa.content.reading import read_content
from cnclctpa.content.territory import FACTS
from cnclctpa.reference.choices import Certainty, Topic
from cnclctpa.reference.models import Figure, Organisation, Source
from evaluation.models import Assessment, Recommendation
from plans.choices import Pillar, PlanProperty
from plans.models import Plan, PlanStatement
from tests.content.stored import KINDS, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

DOSSIER = (FACTS / "FACTS.md").read_text()
ENTRIES = [entry for entries in read_content().entries.values() for entry in entries]
TEXTS = [
    (entry.place, name, value)
    for entry in ENTRIES
    for name, value in entry.values.items()
    if isinstance(value, str) and value and name.endswith(("_fr", "_en"))
]
SIKASSO = "2018-03-sikasso-evaluation"
PLANS = ("2015-2017", "2018-2022", "2023-2027")
# Those whom sources name for having facilitated or represented: the site counts, it does not name.
NEVER_NAMED = ("Bigorra", "Gbialy", "Aminata Dicko")
# A sentence of 2023 and 2025 that the yearly reports contradict.
NEVER_SAID = ("zone rouge", "red zone", "catégorie iii", "catégorie ii ", "cathégorie", "category iii")


def stored_texts():
    """Every text of every row of the models that the content fills."""
    for model in KINDS:
        for row in model._default_manager.order_by("pk"):
            for field in row._meta.concrete_fields:
                value = getattr(row, field.name)
                if isinstance(value, str) and value:
                    yield f"{model._meta.label} {row.pk} {field.name}", value


def test_every_object_has_a_source():
    without = {
        f"{model._meta.label} {row.pk}"
        for model in KINDS
        if model is not Source and hasattr(model, "sources")
        for row in model._default_manager.filter(sources=None)
    }
    assert without == set()


def test_every_text_is_in_french_and_in_english():
    by_text = defaultdict(set)
    for place, name, _value in TEXTS:
        by_text[place, name[:-3]].add(name[-2:])
    assert {key: languages for key, languages in by_text.items() if len(languages) == 1} == {}


def test_every_question_has_one_retained_figure_and_others():
    questions = defaultdict(list)
    for figure in Figure.objects.exclude(question=""):
        questions[figure.question].append(figure)
    assert questions
    for figures in questions.values():
        assert len(figures) > 1
        assert [one.is_retained for one in figures].count(True) == 1
        assert all(one.reason_fr for one in figures)


def test_refused_statement_stands_beside_a_retained_one():
    for model in KINDS:
        if not model.__name__.endswith("Statement"):
            continue
        for refused in model._default_manager.filter(is_retained=False):
            parent = KINDS[model].parent
            rivals = model._default_manager.filter(
                is_retained=True, **{f"{parent}_id": getattr(refused, f"{parent}_id")}
            )
            # A level contradicts the article of 2023: the report itself is what is retained.
            assert rivals.exists() or parent == "assessment"


@pytest.mark.parametrize("name", NEVER_NAMED)
def test_facilitators_and_representatives_are_not_named(name):
    assert [place for place, value in stored_texts() if name.casefold() in value.casefold()] == []


@pytest.mark.parametrize("words", NEVER_SAID)
def test_sentence_that_the_reports_contradict_is_not_said(words):
    assert [place for place, value in stored_texts() if words in value.casefold()] == []


def test_french_is_set_as_a_printer_would():
    straight = re.compile(r"[a-zà-ÿ]'[a-zà-ÿ]|\"", re.IGNORECASE)
    unspaced = re.compile(r"«[^ ]|[^ ]»|\w[;!?](?: |$)|\w:(?= )")
    wrong = [
        (place, name, value)
        for place, name, value in TEXTS
        if straight.search(value) or (name.endswith("_fr") and unspaced.search(value))
    ]
    assert wrong == []


def test_english_has_english_quotation_marks():
    english = [(place, value) for place, name, value in TEXTS if name.endswith("_en")]
    assert [(place, value) for place, value in english if "«" in value or " ;" in value] == []


def test_what_is_not_found_says_so():
    told = PlanStatement.objects.filter(certainty=Certainty.NOT_FOUND, is_retained=True)
    missing = {plan: set(told.filter(plan__slug=plan).values_list("about", flat=True)) for plan in PLANS}
    everywhere = {PlanProperty.TITLE, PlanProperty.ACTIVITIES, PlanProperty.EXECUTION}
    assert missing == {
        "2015-2017": everywhere | {PlanProperty.BUDGET},
        "2018-2022": everywhere,
        "2023-2027": everywhere | {PlanProperty.ADOPTION, PlanProperty.ANNUAL_PLANS},
    }


@pytest.mark.parametrize("slug", PLANS)
def test_each_plan_has_one_axis_for_each_pillar(slug):
    entries = [entry for entry in ENTRIES if entry.reference.startswith(f"{slug}/")]
    pillars = [entry.values["pillar"] for entry in entries if entry.kind.table == "axes"]
    assert sorted(pillars) == sorted(Pillar.values)


def test_orientations_of_sikasso_lead_to_the_axes_of_the_next_plan():
    decisions = Outcome.objects.filter(kind=OutcomeKind.DECISION, workshop__slug=SIKASSO)
    assert {one.pillar: {axis.pillar for axis in one.axes.all()} for one in decisions} == {
        Pillar.PREVENTION: {Pillar.PREVENTION},
        Pillar.PROTECTION: {Pillar.PROTECTION},
        Pillar.PROSECUTION: {Pillar.PROSECUTION},
    }
    axes = {axis.plan.slug for one in Outcome.objects.all() for axis in one.axes.select_related("plan")}
    assert axes == {"2018-2022"}


def test_recommendations_say_that_their_wording_is_a_summary():
    for recommendation in Recommendation.objects.all():
        assert recommendation.outcome.workshop.slug == SIKASSO
        assert recommendation.certainty == recommendation.outcome.certainty == Certainty.PROBABLE
        assert "Formulée par ce site d’après le résumé" in recommendation.note_fr


def test_tip_reports_cover_april_to_march():
    for report in Assessment.objects.tip():
        assert report.covers_from.isoformat() == f"{report.year - 1}-04-01"
        assert report.covers_to.isoformat() == f"{report.year}-03-31"


def test_neighbours_are_told_apart_from_mali():
    (rate,) = Figure.objects.about(Topic.NEIGHBOURS)
    assert (rate.value, rate.counting_unit, rate.period_to.year) == (67, "percent", 2023)
    assert "8,802 milliards de FCFA" in text_of(Organisation.objects.get(slug="cnltp-cote-d-ivoire"))


def test_addresses_are_those_of_the_dossier():
    assert [one.slug for one in Source.objects.exclude(url="") if one.url not in DOSSIER] == []


def test_named_sources_of_the_dossier_are_all_there():
    named = {name.replace("_", "-") for name in re.findall(r"^- `(\w+)`", DOSSIER, re.MULTILINE)}
    assert named
    assert named - set(Source.objects.values_list("slug", flat=True)) == set()


def test_twelve_workshops_are_loaded():
    assert Workshop.objects.count() == 12


def test_what_was_validated_adopted_or_handed_over_is_an_outcome():
    silent = Workshop.objects.filter(outcomes=None)
    assert set(silent.values_list("purpose", flat=True)) == {"launch", "training", "consultation"}
    assert not Outcome.objects.exclude(workshop__slug=SIKASSO).exclude(axes=None).exists()


@pytest.mark.parametrize(
    ("plan", "slugs"),
    [
        ("2015-2017", {"2016-03-bamako-lancement", SIKASSO}),
        (
            "2018-2022",
            {
                SIKASSO,
                "2018-06-sikasso-validation",
                "2019-02-bamako-lancement",
                "2020-02-bamako-plan-annuel-2020",
            },
        ),
        ("2023-2027", {"2023-10-bamako-lancement"}),
    ],
)
def test_workshops_serve_the_plans_that_a_source_links_them_to(plan, slugs):
    served = Workshop.objects.serving(Plan.objects.get(slug=plan))
    assert set(served.values_list("slug", flat=True)) == slugs


def test_words_in_english_are_translated_and_quoted_as_such():
    quoted = re.compile(r"« [^»]*\b(?:the|of|to|over|plan with|written)\b[^»]*»")
    assert [
        (place, value) for place, name, value in TEXTS if name.endswith("_fr") and quoted.search(value)
    ] == []
