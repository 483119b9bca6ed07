"""The rules of the histories: for those who edit and those who administer, of what they may see."""

from collections.abc import Callable

from tests.consistency import surface
from tests.consistency.surface import CAST, CLOSED, EDITORS, EVERYONE, MISSING, NOBODY, READ_ONLY, Case, Rule

REFUSED = {**READ_ONLY, "get": 403, "head": 403}


def history(**cases: tuple[Callable[[], list], frozenset[str]]) -> Rule:
    """Each case makes an object, returns the arguments of its address, and names who sees the object."""

    def answered(who: str, seen_by: frozenset[str]) -> dict:
        if who == "anonymous":
            return CLOSED
        if who not in seen_by:
            return MISSING
        return READ_ONLY if who in EDITORS else REFUSED

    return Rule(
        {
            title: Case({who: answered(who, seen_by) for who in CAST}, arguments)
            for title, (arguments, seen_by) in cases.items()
        }
    )


def like(rule: Rule) -> Rule:
    """The history of an object whose page has this rule: the same objects, seen by the same people."""
    seen = {
        title: (
            case.arguments,
            frozenset(who for who, methods in case.expected.items() if methods["get"] == 200),
        )
        for title, case in rule.cases.items()
    }
    return history(**seen)


def a_row(factory: str, name: str, **traits) -> Callable[[], list]:
    """What the site tells of everybody, made by the factory at this dotted path."""

    def build():
        from importlib import import_module

        module, _dot, maker = factory.rpartition(".")
        row = getattr(import_module(f"tests.factories.{module}"), maker)(**traits)
        return [getattr(row, name)]

    return build


def of_everybody(factory: str, name: str, nowhere: object) -> Rule:
    return history(known=(a_row(factory, name), EVERYONE), missing=(lambda: [nowhere], NOBODY))


def an_annual_plan(plan) -> list:
    from tests.factories.plans import AnnualPlanFactory

    return [AnnualPlanFactory(plan=plan, year=plan.starts_on.year).year]


def an_outcome(**traits) -> Callable[[], list]:
    def build():
        from tests.factories.activities import OutcomeFactory
        from tests.factories.plans import PlanFactory

        return [OutcomeFactory(workshop__plan=PlanFactory(**traits)).slug]

    return build


PAGES = {
    "plan": "portal:plan-dashboard",
    "axis": "portal:axis-detail",
    "objective": "portal:objective-detail",
    "result": "portal:result-detail",
    "indicator": "portal:indicator-detail",
    "activity": "portal:activity-detail",
    "campaign": "portal:campaign-detail",
    "report": "portal:report-detail",
    "workshop": "activities:workshop-detail",
    "recommendation": "evaluation:recommendation-detail",
    "document": "documents:document-detail",
}
RULES: dict[str, Rule] = {
    **{f"portal:{name}-history": like(surface.RULES[page]) for name, page in PAGES.items()},
    "portal:annual-plan-history": like(surface.of_plan(2024, make=an_annual_plan)),
    "portal:outcome-history": history(
        of_published_plan=(an_outcome(published=True), EVERYONE),
        of_shared_plan=(an_outcome(is_shared_with_partners=True), surface.SIGNED_IN),
        of_draft_plan=(an_outcome(), EDITORS),
        missing=(lambda: ["nowhere"], NOBODY),
    ),
    "portal:assessment-history": of_everybody("evaluation.AssessmentFactory", "pk", 999),
    "portal:organisation-history": of_everybody("reference.OrganisationFactory", "slug", "nowhere"),
    "portal:source-history": of_everybody("reference.SourceFactory", "pk", 999),
    "portal:figure-history": of_everybody("reference.FigureFactory", "slug", "nowhere"),
    "portal:event-history": of_everybody("reference.EventFactory", "slug", "nowhere"),
    "portal:framework-history": of_everybody("reference.FrameworkFactory", "slug", "nowhere"),
    "portal:office-history": of_everybody("reference.OfficeFactory", "slug", "nowhere"),
}
