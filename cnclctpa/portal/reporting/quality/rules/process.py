"""What is asked of the text of a plan and of its making, and where the sources about it disagree."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.reporting.quality.facts import PlanThing
from cnclctpa.portal.reporting.quality.findings import Found, Kind, Part, Severity, rule
from plans.choices import PlanProperty, PlanStatus, StepKind

BEFORE_FORCE = (PlanStatus.DRAFT, PlanStatus.ADOPTED)


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.LOW,
    _("The title of the plan %(code)s is not checked against the adopted text."),
    field="id_is_title_official",
    expects=_("official title"),
    part=Part.PROCESS,
)
def plan_without_official_title(plan: PlanThing) -> bool | None:
    return None if plan.row.status == PlanStatus.DRAFT else not plan.row.is_title_official


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.HIGH,
    _("The plan %(code)s has no source: it cannot be published."),
    field="div_id_sources",
    expects=_("sources"),
    part=Part.PROCESS,
)
def plan_without_a_source(plan: PlanThing) -> bool | None:
    """What is invented comes from nowhere."""
    return None if plan.row.is_demonstration else not plan.sources


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("The vision of the plan %(code)s is not written."),
    field="id_vision_fr",
    expects=_("vision"),
    part=Part.PROCESS,
)
def plan_without_a_vision(plan: PlanThing) -> bool:
    return not plan.row.vision_fr


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("The general objective of the plan %(code)s is not written."),
    field="id_general_objective_fr",
    expects=_("general objective"),
    part=Part.PROCESS,
)
def plan_without_a_general_objective(plan: PlanThing) -> bool:
    return not plan.row.general_objective_fr


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("The day on which the plan %(code)s was adopted is not known."),
    field="id_adopted_on",
    expects=_("date of adoption"),
    part=Part.PROCESS,
)
def plan_without_an_adoption(plan: PlanThing) -> bool | None:
    return None if plan.row.status == PlanStatus.DRAFT else plan.row.adopted_on is None


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.LOW,
    _("The day on which the plan %(code)s was launched is not known."),
    field="id_launched_on",
    expects=_("date of launch"),
    part=Part.PROCESS,
)
def plan_without_a_launch(plan: PlanThing) -> bool | None:
    return None if plan.row.status in BEFORE_FORCE else plan.row.launched_on is None


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.LOW,
    _("How the plan %(code)s was made is told nowhere."),
    expects=_("steps of its making"),
    part=Part.PROCESS,
)
def plan_without_steps(plan: PlanThing) -> bool | Found:
    address = reverse("portal:plan-step-create", args=[plan.plan.slug])
    return False if plan.steps else Found(form=address)


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.LOW,
    _("A step in the making of the plan has no date: %(step)s."),
    field="id_starts_on",
    expects=_("date of each step"),
    part=Part.PROCESS,
)
def step_without_a_date(plan: PlanThing) -> list[Found | bool]:
    return [step(plan, one) if one.starts_on is None else False for one in plan.steps]


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.LOW,
    _("A step in the making of the plan does not say who took part: %(step)s."),
    field="id_participants-0-group",
    expects=_("participants in each step"),
    part=Part.PROCESS,
)
def step_without_participants(plan: PlanThing) -> list[Found | bool]:
    return [False if plan.participants[one.pk] else step(plan, one) for one in plan.steps]


def step(plan: PlanThing, row) -> Found:
    form = reverse("portal:plan-step-update", args=[plan.plan.slug, row.pk])
    return Found({"step": StepKind(row.kind).label}, form=form)


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.LOW,
    _("No partner of the plan %(code)s is named."),
    expects=_("partners"),
    part=Part.PROCESS,
)
def plan_without_partners(plan: PlanThing) -> bool | Found:
    address = reverse("portal:plan-partner-create", args=[plan.plan.slug])
    return False if plan.partners else Found(form=address)


@rule(
    PlanThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _("The plan %(code)s was launched before it was adopted."),
    field="id_launched_on",
)
def launched_before_adopted(plan: PlanThing) -> bool:
    adopted_on, launched_on = plan.row.adopted_on, plan.row.launched_on
    return adopted_on is not None and launched_on is not None and launched_on < adopted_on


@rule(
    PlanThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _("The plan %(code)s was closed before its first day."),
    field="id_closed_on",
)
def closed_before_it_starts(plan: PlanThing) -> bool:
    return plan.row.closed_on is not None and plan.row.closed_on < plan.row.starts_on


@rule(
    PlanThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _("Sources disagree and none is retained: %(about)s."),
    field="id_is_retained",
)
def sources_disagree_and_none_is_retained(plan: PlanThing) -> list[Found]:
    return [found for found, retained in disagreements(plan) if not retained]


@rule(
    PlanThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("Sources disagree, one is retained and nobody says why: %(about)s."),
    field="id_reason_fr",
)
def sources_disagree_without_a_reason(plan: PlanThing) -> list[Found]:
    return [found for found, retained in disagreements(plan) if retained and not retained[0].has_reason]


@rule(
    PlanThing,
    Kind.DOUBTFUL,
    Severity.LOW,
    _("Sources disagree; one is retained until the adopted text settles it: %(about)s."),
    field="id_is_retained",
)
def sources_disagree(plan: PlanThing) -> list[Found]:
    return [found for found, retained in disagreements(plan) if retained and retained[0].has_reason]


def disagreements(plan: PlanThing) -> Iterator[tuple[Found, list]]:
    """Each property of which some statement is not retained, with those that are."""
    by_property = defaultdict(list)
    for one in plan.statements:
        by_property[one.about].append(one)
    for about, told in by_property.items():
        retained = [one for one in told if one.is_retained]
        if len(retained) < len(told):
            form = reverse("portal:plan-statement-update", args=[plan.plan.slug, (retained or told)[0].pk])
            yield Found({"about": PlanProperty(about).label}, form=form), retained
