"""The rules of the addresses where plans, indicators, facts, documents and recommendations are edited."""

from collections.abc import Callable
from importlib import import_module

from tests.consistency import surface
from tests.consistency.edited import (
    ASKED,
    CHANGED,
    edited,
    edited_in_plan,
    family,
)
from tests.consistency.surface import CLOSED, EDITORS, EVERYONE, NOBODY, READ_ONLY, SIGNED_IN, Case, Rule

#: Read by those who edit and by those who administer; refused to the others.
REFUSED_TO_READ = {**READ_ONLY, "get": 403, "head": 403}


def made(factory: str, *names: str, **traits) -> Callable[[], list]:
    """The arguments of an address: an object, and what its address is made of."""

    def build():
        module, _dot, name = factory.partition(".")
        row = getattr(import_module(f"tests.factories.{module}"), name)(**traits)
        return [value_at(row, path) for path in names]

    return build


def value_at(row, path: str):
    for name in path.split("."):
        row = getattr(row, name)
    return row


def in_plan(factory: str, *names: str, **traits) -> Callable:
    """What follows the plan in the address of one of its parts."""
    return lambda plan: made(factory, *names, plan=plan, **traits)()


def public_fact(name: str, factory: str, *names: str, missing: list, within: tuple = ()) -> dict[str, Rule]:
    """The three addresses of what everybody reads; ``within`` makes what a new one belongs to."""
    known, nowhere = (made(factory, *names), EVERYONE), (lambda: missing, NOBODY)
    if within:
        create = edited(known=(made(*within), EVERYONE), missing=(lambda: missing[:-1], NOBODY))
    else:
        create = edited(any=(list, SIGNED_IN))
    return {
        f"portal:{name}-create": create,
        f"portal:{name}-update": edited(CHANGED, known=known, missing=nowhere),
        f"portal:{name}-delete": edited(ASKED, known=known, missing=nowhere),
    }


def of_editors(arguments: Callable[[], list] = list) -> Rule:
    """A list for those who edit."""
    expected = {who: READ_ONLY if who in EDITORS else REFUSED_TO_READ for who in sorted(SIGNED_IN)}
    return Rule({"": Case({"anonymous": CLOSED, **expected}, arguments)})


def a_measurement(plan) -> list:
    return made("indicators.MeasurementFactory", "indicator.code", "pk", indicator__plan=plan)()


def of_document(shown: dict) -> Rule:
    def document(**audience):
        return made("documents.DocumentFactory", "pk", **audience)

    return edited(
        shown,
        public=(document(public=True), EVERYONE),
        for_partners=(document(for_partners=True), EDITORS | {"partner"}),
        of_another_organisation=(document(for_organisation=True), EDITORS),
        for_the_secretariat=(document(), EDITORS),
        missing=(lambda: [999], NOBODY),
    )


def of_recommendation(shown: dict) -> Rule:
    return edited(
        shown,
        of_report=(surface.a_recommendation(of_report=True), EVERYONE),
        of_published_plan=(surface.a_recommendation_of_plan(published=True), EVERYONE),
        of_shared_plan=(surface.a_recommendation_of_plan(shared=True), SIGNED_IN),
        of_draft_plan=(surface.a_recommendation_of_plan(), EDITORS),
        missing=(lambda: ["R-0"], NOBODY),
    )


MEASURED = ("1.1.1", 1)

RULES: dict[str, Rule] = {
    "portal:plan-create": edited(any=(list, SIGNED_IN)),
    "portal:plan-update": edited_in_plan(CHANGED),
    "portal:plan-delete": edited_in_plan(ASKED),
    "portal:plan-successor": edited_in_plan(ASKED),
    "portal:lineage-activities": edited_in_plan(ASKED),
    "portal:lineage-indicators": edited_in_plan(ASKED),
    **family("plan-step", in_plan("plans.ProcessStepFactory", "pk"), 1),
    **family("plan-partner", in_plan("plans.PlanPartnerFactory", "pk"), 1),
    **family("plan-statement", in_plan("plans.PlanStatementFactory", "pk"), 1),
    **family("annual-plan", in_plan("plans.AnnualPlanFactory", "year", year=2024), 2024),
    **family("axis", surface.an_axis, 1),
    **family("objective", surface.an_objective, "1.1"),
    "portal:axis-confidence-create": edited_in_plan(ASKED, 1, make=surface.an_axis),
    "portal:objective-confidence-create": edited_in_plan(ASKED, "1.1", make=surface.an_objective),
    **family("result", surface.a_result, "1.1.1"),
    **family("indicator", surface.an_indicator, "1.1.1"),
    "portal:indicator-withdraw": edited_in_plan(ASKED, "1.1.1", make=surface.an_indicator),
    "portal:measurement-create": edited_in_plan(ASKED, "1.1.1", make=surface.an_indicator),
    "portal:measurement-delete": edited_in_plan(ASKED, *MEASURED, make=a_measurement),
    "portal:measurement-correct": edited_in_plan(ASKED, *MEASURED, make=a_measurement),
    # Nothing is asked: sent, it is done.
    "portal:measurement-validate": edited_in_plan(
        {**ASKED, "post": surface.ELSEWHERE}, *MEASURED, make=a_measurement
    ),
    **public_fact("dimension", "indicators.DimensionFactory", "slug", missing=["none"]),
    **public_fact("source", "reference.SourceFactory", "pk", missing=[999]),
    **public_fact("figure", "reference.FigureFactory", "slug", missing=["none"]),
    **public_fact("event", "reference.EventFactory", "slug", missing=["none"]),
    **public_fact(
        "event-statement",
        "reference.EventStatementFactory",
        "event.slug",
        "pk",
        missing=["none", 1],
        within=("reference.EventFactory", "slug"),
    ),
    **public_fact("framework", "reference.FrameworkFactory", "slug", missing=["none"]),
    **public_fact("organisation", "reference.OrganisationFactory", "slug", missing=["none"]),
    **public_fact(
        "mandate",
        "reference.MandateFactory",
        "organisation.slug",
        "pk",
        missing=["none", 1],
        within=("reference.OrganisationFactory", "slug"),
    ),
    **public_fact(
        "organisation-statement",
        "reference.OrganisationStatementFactory",
        "organisation.slug",
        "pk",
        missing=["none", 1],
        within=("reference.OrganisationFactory", "slug"),
    ),
    **public_fact("office", "reference.OfficeFactory", "slug", missing=["none"]),
    **public_fact("assessment", "evaluation.AssessmentFactory", "kind", "year", missing=["tip", 1999]),
    **public_fact(
        "assessment-statement",
        "evaluation.AssessmentStatementFactory",
        "assessment.kind",
        "assessment.year",
        "pk",
        missing=["tip", 1999, 1],
        within=("evaluation.AssessmentFactory", "kind", "year"),
    ),
    "portal:recommendation-create": edited(any=(list, SIGNED_IN)),
    "portal:recommendation-update": of_recommendation(CHANGED),
    "portal:recommendation-delete": of_recommendation(ASKED),
    "portal:document-create": edited(any=(list, SIGNED_IN)),
    "portal:document-update": of_document(CHANGED),
    "portal:document-delete": of_document(ASKED),
    "portal:reference-organisations": of_editors(),
    "portal:organisation-sheet": of_editors(made("reference.OrganisationFactory", "slug")),
    "portal:framework-list": of_editors(),
    "portal:dimension-list": of_editors(),
    "portal:document-list": of_editors(),
}
