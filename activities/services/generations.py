"""A new plan from an old one, with its activities; and what became of each of them, corrected afterwards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityLineage
from activities.services.activities import add_activity, declare_lineage
from cnclctpa.accounts.models import User
from cnclctpa.audit.keeping import keep
from cnclctpa.audit.removing import remove
from plans.choices import LineageKind
from plans.models import Plan
from plans.services import create_plan
from plans.services.generations import Chosen, Places, carry_framework, carry_indicators, copied

#: What an activity takes up: what it is, for whom, who leads it and where. Its partners are asked anew.
OF_ACTIVITY = ("title", "description", "kind", "target_group", "priority", "lead", "weight")
#: An activity that is split is begun as so many.
HALVES = 2
DECLARED = "activity.lineage_declared"


@dataclass(frozen=True)
class ChosenActivities:
    """The activities taken up, with how; ``drops_the_rest`` says of the others that they were dropped."""

    kinds: Mapping[int, str] = field(default_factory=dict)
    drops_the_rest: bool = False


@dataclass(frozen=True)
class Carried:
    """What was taken up."""

    plan: Plan
    places: Places
    indicators: int
    activities: int
    dropped: int


@transaction.atomic
def succeed(
    plan: Plan, former: Plan, chosen: Chosen, activities: ChosenActivities, *, by: User | None
) -> Carried:
    """Keep a new plan that follows a former one, with all that is taken up of it: all, or nothing."""
    plan.predecessor, plan.is_demonstration = former, former.is_demonstration
    create_plan(plan, by=by)
    places = carry_framework(former, plan, chosen, by=by)
    indicators = carry_indicators(former, plan, chosen, places, by=by)
    links = carry_activities(former, plan, activities, places, by=by)
    declare(links, by=by)
    dropped = drop_the_rest(former, by=by) if activities.drops_the_rest else 0
    return Carried(plan, places, len(indicators), len({heir.pk for _former, heir in links}), dropped)


Links = list[tuple[Activity, Activity]]


def carry_activities(
    former: Plan, plan: Plan, chosen: ChosenActivities, places: Places, *, by: User | None
) -> Links:
    """Each activity with those that follow it: a new one, the same as the one above it, or two."""
    rows = Activity.objects.of(former).in_order().filter(pk__in=chosen.kinds).select_related("lead", "plan")
    links: Links = []
    above: dict[tuple, Activity] = {}
    for activity in rows.prefetch_related("regions"):
        place, served = places.of(activity), (activity.objective_id, activity.result_id)
        kind = chosen.kinds[activity.pk]
        if not place:
            continue
        if kind == LineageKind.MERGED and served in above:
            links.append((activity, above[served]))
            continue
        for _half in range(HALVES if kind == LineageKind.SPLIT else 1):
            above[served] = carry_activity(activity, Activity(plan=plan, **place), by=by)
            links.append((activity, above[served]))
    return links


def carry_activity(activity: Activity, heir: Activity, *, by: User | None) -> Activity:
    for name, value in copied(activity, OF_ACTIVITY).items():
        setattr(heir, name, value)
    return add_activity(heir, regions=activity.regions.all(), by=by)


def declare(links: Links, *, by: User | None) -> None:
    """Write the lineage that the links show: several became one, one became several, or one goes on."""
    heirs, formers = defaultdict(set), defaultdict(set)
    for former, heir in links:
        heirs[former.pk].add(heir.pk)
        formers[heir.pk].add(former.pk)
    take_back([former for former, _heir in links], by=by)
    for former, heir in links:
        merged, split = len(formers[heir.pk]) > 1, len(heirs[former.pk]) > 1
        kind = LineageKind.MERGED if merged else LineageKind.SPLIT if split else LineageKind.CONTINUED
        declare_lineage(former, kind=kind, heir=heir, by=by)


def take_back(formers: Iterable[Activity], *, by: User | None) -> None:
    """What is taken up now was not dropped, whatever was said before."""
    for lineage in ActivityLineage.objects.filter(former__in=list(formers), activity__isnull=True):
        remove(lineage, by=by)


def drop_the_rest(former: Plan, *, by: User | None) -> int:
    rest = Activity.objects.of(former).in_order().filter(heirs__isnull=True).select_related("plan")
    for activity in rest:
        declare_lineage(activity, kind=LineageKind.DROPPED, by=by)
    return len(rest)


@transaction.atomic
def correct_lineage(
    plan: Plan,
    *,
    kind: str,
    formers: Iterable[Activity] = (),
    heirs: Iterable[Activity] = (),
    note: str = "",
    by: User | None,
) -> None:
    """Say again what activities of the former plan became in this one.

    Continued: one by one. Merged: several by one, which keeps those that it already follows. Split: one by
    several. Dropped: by none. Without a kind, nothing is said of them any more. New: these follow nothing.
    """
    formers, heirs = list(formers), list(heirs)
    check_plans(plan, formers, heirs)
    followed = ActivityLineage.objects.filter(activity__in=heirs)
    if kind == LineageKind.NEW:
        if formers or not heirs:
            raise ValidationError(_("Tick the lines of the new plan that follow nothing, and no other."))
        forget(followed, by=by)
        return
    check_numbers(kind, {one.pk for one in formers}, len(heirs), {one.former_id for one in followed})
    pairs: list = [(former, heir) for former in formers for heir in heirs]
    if kind == LineageKind.DROPPED:
        pairs = [(former, None) for former in formers]
    forget_others(plan, pairs, formers, by=by)
    for former, heir in pairs:
        say(former, heir, kind, note, by=by)
    if kind == LineageKind.MERGED:
        merge_all(followed.all(), by=by)


def check_plans(plan: Plan, formers: Iterable[Activity], heirs: Iterable[Activity]) -> None:
    if any(one.plan_id != plan.predecessor_id for one in formers):
        raise ValidationError(_("An activity follows one of the previous plan."))
    if any(one.plan_id != plan.pk for one in heirs):
        raise ValidationError(_("This activity is of another plan."))


def forget_others(plan: Plan, pairs: list, formers: Iterable[Activity], *, by: User | None) -> None:
    """What was said of these and no longer holds."""
    said = {(former.pk, heir.pk if heir else None) for former, heir in pairs}
    forget((one for one in lineages(plan, formers) if (one.former_id, one.activity_id) not in said), by=by)


def merge_all(rows: QuerySet[ActivityLineage], *, by: User | None) -> None:
    for lineage in rows:
        if lineage.kind != LineageKind.MERGED:
            lineage.kind = LineageKind.MERGED
            keep(lineage, by=by, verb=DECLARED)


def lineages(plan: Plan, formers: Iterable[Activity]) -> QuerySet[ActivityLineage]:
    """What is said of these: their heirs in the plan, or that they have none."""
    of_plan = Q(activity__plan=plan) | Q(activity__isnull=True)
    return ActivityLineage.objects.filter(of_plan, former__in=formers)


def forget(rows: Iterable[ActivityLineage], *, by: User | None) -> None:
    for lineage in rows:
        remove(lineage, by=by)


def say(former: Activity, heir: Activity | None, kind: str, note: str, *, by: User | None) -> None:
    """Keep what is already said of a pair, changed where it differs."""
    lineage = ActivityLineage.objects.filter(former=former, activity=heir).first()
    if lineage is None:
        declare_lineage(former, kind=kind, heir=heir, note=note, by=by)
    elif (lineage.kind, lineage.note) != (kind, note):
        lineage.kind, lineage.note = kind, note
        keep(lineage, by=by, verb=DECLARED)


def check_numbers(kind: str, formers: set[int], heirs: int, kept: set[int]) -> None:
    """How many of each a kind of lineage joins; ``kept`` are those that the heirs already follow."""
    if not formers:
        raise ValidationError(_("Tick at least one line of the former plan."))
    if kind in ("", LineageKind.DROPPED):
        if heirs:
            raise ValidationError(_("Untick the lines of the new plan: nothing follows it."))
        return
    if not heirs:
        raise ValidationError(_("Tick in the new plan what follows it."))
    check_pairs(kind, formers, heirs, kept)


def check_pairs(kind: str, formers: set[int], heirs: int, kept: set[int]) -> None:
    if kind == LineageKind.CONTINUED and (len(formers) > 1 or heirs > 1):
        raise ValidationError(_("One line continues one other: choose “merged” or “split”."))
    if kind == LineageKind.CONTINUED and kept - formers:
        raise ValidationError(_("What follows it already follows another one: choose “merged”."))
    if kind == LineageKind.MERGED and (heirs > 1 or len(formers | kept) < HALVES):
        raise ValidationError(_("To merge, tick several lines of the former plan, and one of the new plan."))
    if kind == LineageKind.SPLIT and (len(formers) > 1 or heirs < HALVES):
        raise ValidationError(_("To split, tick one line of the former plan, and several of the new plan."))
