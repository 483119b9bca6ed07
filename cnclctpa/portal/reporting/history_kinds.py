"""The objects that have a history of their own: its address, who may see the object, what is part of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from activities.models import Activity, Campaign, Outcome, ProgressReport, Workshop
from cnclctpa.documents.models import Document
from cnclctpa.reference.models import Event, Figure, Framework, Office, Organisation, Source
from evaluation.models import Assessment, Recommendation
from plans.models import AnnualPlan, Axis, Indicator, Plan, Result, StrategicObjective

PLAN = {"plan": "plan__slug"}
SLUG = {"slug": "slug"}
KEY = {"pk": "pk"}


def seen(rows: Any, user) -> QuerySet:
    """Those that the person may see, for what says it of itself."""
    return rows.visible_to(user)


def in_visible_plan(rows: QuerySet, user) -> QuerySet:
    return rows.filter(plan__in=Plan.objects.visible_to(user))


def result_in_visible_plan(rows: QuerySet, user) -> QuerySet:
    return rows.filter(objective__plan__in=Plan.objects.visible_to(user))


def all_seen(rows: QuerySet, user) -> QuerySet:
    """What the site tells of everybody: bodies, sources, sourced facts."""
    return rows


def own_page(row) -> str:
    return row.get_absolute_url()


def listed(name: str) -> Callable[[Model], str]:
    """The page that lists what has no page of its own."""
    return lambda row: reverse(name)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """``names`` gives, for each argument of the address, where the value is in the object, as a lookup does.

    ``parts`` are relations back to what is part of the object, and of its parts: « fundings.steps ».
    """

    model: type[Model]
    name: str
    at: str
    names: Mapping[str, str]
    parts: tuple[str, ...] = ()
    plan: str = ""
    visible: Callable[[QuerySet, Any], QuerySet] = field(default=seen)
    page: Callable[[Any], str] = field(default=own_page)

    def rows(self, user) -> QuerySet:
        rows = self.visible(self.model._default_manager.all(), user)
        above = {path.rpartition("__")[0] for path in self.names.values()} | {self.plan}
        return rows.select_related(*sorted(above - {""})) if above - {""} else rows

    def address(self, row) -> str | None:
        values = {name: value_at(row, path) for name, path in self.names.items()}
        if None in values.values():
            return None
        return reverse(f"portal:{self.name}-history", kwargs=values)

    def plan_of(self, row) -> Plan | None:
        return row if isinstance(row, Plan) else value_at(row, self.plan) if self.plan else None


def value_at(row, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row


KINDS = (
    Kind(
        model=Plan, name="plan", at="plans/<plan:plan>/", names={"plan": "slug"},
        parts=("partners", "statements", "steps", "steps.participants", "annual_plans", "publications"),
    ),
    Kind(
        model=Axis, name="axis", at="plans/<plan:plan>/axes/<int:position>/", plan="plan",
        names={**PLAN, "position": "position"}, visible=in_visible_plan, parts=("confidence",),
    ),
    Kind(
        model=StrategicObjective, name="objective", at="plans/<plan:plan>/objectives/<code:code>/",
        names={**PLAN, "code": "code"}, plan="plan", visible=in_visible_plan, parts=("confidence",),
    ),
    Kind(
        model=Result, name="result", at="plans/<plan:plan>/results/<code:code>/", plan="objective__plan",
        names={"plan": "objective__plan__slug", "code": "code"}, visible=result_in_visible_plan,
    ),
    Kind(
        model=Indicator, name="indicator", at="plans/<plan:plan>/indicators/<code:code>/", plan="plan",
        names={**PLAN, "code": "code"},
        parts=("targets", "definitions", "measurements", "measurements.parts"),
    ),
    Kind(
        model=Activity, name="activity", at="plans/<plan:plan>/activities/<code:code>/", plan="plan",
        names={**PLAN, "code": "code"},
        parts=(
            "partners", "milestones", "postponements", "ancestors", "heirs",
            "budget_lines", "fundings", "fundings.steps", "expenses",
            "reports", "reports.people_reached", "reports.answers",
        ),
    ),
    Kind(
        model=AnnualPlan, name="annual-plan", at="plans/<plan:plan>/years/<int:year>/", plan="plan",
        names={**PLAN, "year": "year"}, visible=in_visible_plan,
        page=lambda row: reverse("portal:annual-plan-detail", args=[row.plan.slug, row.year]),
    ),
    Kind(
        model=Campaign, name="campaign", at="plans/<plan:plan>/reporting/<slug:campaign>/", plan="plan",
        names={**PLAN, "campaign": "slug"}, visible=in_visible_plan, parts=("expectations",),
        page=lambda row: reverse("portal:campaign-detail", args=[row.plan.slug, row.slug]),
    ),
    Kind(
        model=ProgressReport, name="report", plan="activity__plan",
        at="plans/<plan:plan>/activities/<code:code>/reports/<slug:campaign>/",
        names={"plan": "activity__plan__slug", "code": "activity__code", "campaign": "campaign__slug"},
        parts=("people_reached", "answers"),
        page=lambda row: reverse(
            "portal:report-detail", args=[row.activity.plan.slug, row.activity.code, row.campaign.slug]
        ),
    ),
    Kind(
        model=Workshop, name="workshop", at="workshops/<slug:slug>/", names=SLUG, plan="plan",
        parts=("organisations", "sessions", "participations", "working_groups", "statements"),
    ),
    Kind(model=Outcome, name="outcome", at="outcomes/<slug:slug>/", names=SLUG, plan="workshop__plan"),
    Kind(
        model=Recommendation, name="recommendation", at="recommendations/<slug:reference>/",
        names={"reference": "reference"}, plan="outcome__workshop__plan",
    ),
    Kind(
        model=Assessment, name="assessment", at="assessments/<int:pk>/", names=KEY, visible=all_seen,
        parts=("statements",),
    ),
    Kind(
        model=Organisation, name="organisation", at="organisations/<slug:slug>/", names=SLUG,
        visible=all_seen, parts=("acronyms", "mandates", "statements"), page=listed("portal:committee"),
    ),
    Kind(
        model=Source, name="source", at="about/sources/<int:pk>/", names=KEY, visible=all_seen,
        page=listed("portal:source-list"),
    ),
    Kind(
        model=Figure, name="figure", at="about/figures/<slug:slug>/", names=SLUG, visible=all_seen,
        parts=("parts",), page=listed("portal:figure-list"),
    ),
    Kind(
        model=Event, name="event", at="about/events/<slug:slug>/", names=SLUG, visible=all_seen,
        parts=("statements",), page=listed("portal:home"),
    ),
    Kind(
        model=Framework, name="framework", at="about/frameworks/<slug:slug>/", names=SLUG, visible=all_seen,
        page=listed("portal:law"),
    ),
    Kind(
        model=Office, name="office", at="about/offices/<slug:slug>/", names=SLUG, visible=all_seen,
        parts=("attestations",), page=listed("portal:committee"),
    ),
    Kind(model=Document, name="document", at="documents/<int:pk>/", names=KEY),
)  # fmt: skip
OF_MODEL = {kind.model: kind for kind in KINDS}


def history_address(row) -> str | None:
    """Where the history of an object is; None for what is told in the history of what holds it."""
    kind = OF_MODEL.get(type(row))
    return kind.address(row) if kind and row.pk else None
