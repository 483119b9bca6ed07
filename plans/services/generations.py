"""A new plan from an old one: what it takes up of its framework and of its indicators.

What was decided for the old plan stays in it: statuses, dates, targets, values and official wordings are not
copied. Codes follow the places of the new plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from cnclctpa import typography
from cnclctpa.accounts.models import User
from cnclctpa.audit.keeping import keep
from plans import achievement
from plans.choices import IndicatorKind, LineageKind, OverTime
from plans.measuring import reading_of, sheet_of
from plans.models import Axis, Definition, Indicator, Measurement, Plan, Result, StrategicObjective
from plans.protected import is_open, protection_of
from plans.readers import Reader
from plans.services.indicators import add_indicator
from plans.services.plans import add_axis, add_objective, add_result

#: What a part takes up from the one that it continues; a text goes with its translation.
OF_AXIS = ("title", "description", "pillar")
OF_OBJECTIVE = ("title", "description")
OF_RESULT = ("title", "description", "level")
OF_INDICATOR = (
    "name", "kind", "unit", "counting_unit", "direction", "tolerance", "target_basis", "over_time",
    "over_places", "definition", "means_of_verification", "method", "frequency", "responsible", "assumptions",
    "is_headline", "is_protected",
)  # fmt: skip
LANGUAGES = ("fr", "en")
#: As many decimals as a column of figures holds.
CENT = Decimal("0.0001")


@dataclass(frozen=True)
class Baseline:
    """Where an indicator starts in the new plan: what was constated last in the old one, and over what."""

    value: Decimal
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Chosen:
    """What of a plan is taken up, by primary keys; a part goes only with what holds it."""

    axes: frozenset[int] = frozenset()
    objectives: frozenset[int] = frozenset()
    results: frozenset[int] = frozenset()
    indicators: frozenset[int] = frozenset()
    baselines: Mapping[int, Baseline] = field(default_factory=dict)


@dataclass
class Places:
    """Where each part of the old plan is in the new one."""

    axes: dict[int, Axis] = field(default_factory=dict)
    objectives: dict[int, StrategicObjective] = field(default_factory=dict)
    results: dict[int, Result] = field(default_factory=dict)

    def of(self, row) -> dict:
        """What serves the same in the new plan; nothing when that was left behind."""
        if row.result_id:
            return {"result": self.results[row.result_id]} if row.result_id in self.results else {}
        if row.objective_id in self.objectives:
            return {"objective": self.objectives[row.objective_id]}
        return {}


def copied(row, names: Iterable[str]) -> dict:
    """The columns of a row, each text in every language that it was written in."""
    columns = {one.name for one in row._meta.concrete_fields}
    found: dict = {}
    for name in names:
        translated = [f"{name}_{language}" for language in LANGUAGES if f"{name}_{language}" in columns]
        found |= {one: getattr(row, one) for one in translated or [name]}
    return found


def carry_framework(former: Plan, plan: Plan, chosen: Chosen, *, by: User | None) -> Places:
    """Axes with their pillars, objectives and results, in their order."""
    places = Places()
    for axis in former.axes.filter(pk__in=chosen.axes).order_by("position"):
        places.axes[axis.pk] = add_axis(Axis(plan=plan, **copied(axis, OF_AXIS)), by=by)
    for objective in former.objectives.filter(pk__in=chosen.objectives):
        if objective.axis_id is None or objective.axis_id in places.axes:
            places.objectives[objective.pk] = add_objective(followed_by(objective, plan, places), by=by)
    results = Result.objects.filter(objective__plan=former, pk__in=chosen.results)
    for result in results.order_by("objective", "position", "pk"):
        if result.objective_id in places.objectives:
            heir = Result(objective=places.objectives[result.objective_id], **copied(result, OF_RESULT))
            places.results[result.pk] = add_result(heir, by=by)
    return places


def followed_by(objective: StrategicObjective, plan: Plan, places: Places) -> StrategicObjective:
    """Without an axis, nothing numbers it: it keeps the code that people gave it."""
    heir = StrategicObjective(plan=plan, **copied(objective, OF_OBJECTIVE))
    if objective.axis_id is None:
        heir.code = objective.code
    else:
        heir.axis = places.axes[objective.axis_id]
    return heir


def carry_indicators(
    former: Plan, plan: Plan, chosen: Chosen, places: Places, *, by: User | None
) -> list[Indicator]:
    """Indicators with their sheet, each said to continue its own."""
    rows = Indicator.objects.of(former).in_order().filter(pk__in=chosen.indicators)
    found = []
    for indicator in rows.prefetch_related("definitions", "dimensions"):
        if place := places.of(indicator):
            baseline = chosen.baselines.get(indicator.pk)
            found.append(carry_indicator(indicator, Indicator(plan=plan, **place), baseline, by=by))
    return found


def carry_indicator(
    indicator: Indicator, heir: Indicator, baseline: Baseline | None, *, by: User | None
) -> Indicator:
    for name, value in (copied(indicator, OF_INDICATOR) | last_definition(indicator)).items():
        setattr(heir, name, value)
    heir.continues, heir.lineage = indicator, LineageKind.CONTINUED
    if baseline:
        heir.baseline, heir.baseline_on = baseline.value, baseline.ends_on
        for language in LANGUAGES:
            setattr(heir, f"baseline_source_{language}", told(indicator, baseline, language))
    return add_indicator(heir, dimensions=indicator.dimensions.all(), by=by)


def last_definition(indicator: Indicator) -> dict:
    """The one that held at the end of the plan: the new one starts from it."""
    definitions: list[Definition] = sorted(indicator.definitions.all(), key=lambda one: one.from_year)
    if not definitions:
        return {}
    return {f"definition_{one}": getattr(definitions[-1], f"text_{one}") for one in LANGUAGES}


def told(indicator: Indicator, baseline: Baseline, language: str) -> str:
    """Where a baseline comes from, in the words of a language."""
    with override(language):
        return _("Indicator %(code)s of the %(period)s plan, value validated for %(over)s") % {
            "code": indicator.code,
            "period": indicator.plan.period,
            "over": typography.period(baseline.starts_on, baseline.ends_on, language),
        }


def baselines(indicators: Iterable[Indicator], *, reader: Reader) -> dict[int, Baseline]:
    """What each indicator of a plan was worth last, as its reader may know it; one query.

    The last validated period, or the last values of each place for what is not counted each time.
    """
    known = {one.pk: one for one in indicators if is_open(protection_of(one), reader)}
    in_figures = Q(value__isnull=False) | Q(numerator__isnull=False)
    measurements = Measurement.objects.current().validated().filter(in_figures, indicator__in=known)
    readings: dict[int, list[Measurement]] = {}
    for row in measurements.order_by("ends_on", "starts_on", "pk"):
        readings.setdefault(row.indicator_id, []).append(row)
    found = {key: last_value(known[key], rows) for key, rows in readings.items()}
    return {key: one for key, one in found.items() if one}


def last_value(indicator: Indicator, rows: list[Measurement]) -> Baseline | None:
    last = rows[-1]
    if indicator.kind == IndicatorKind.TEXT:
        return None
    if indicator.over_time != OverTime.LATEST:
        rows = [one for one in rows if (one.starts_on, one.ends_on) == (last.starts_on, last.ends_on)]
    readings = [reading_of(one) for one in rows]
    value = achievement.actual(readings, on=last.ends_on, sheet=sheet_of(indicator))
    return None if value is None else Baseline(value.quantize(CENT), last.starts_on, last.ends_on)


@transaction.atomic
def correct_indicators(
    plan: Plan,
    *,
    kind: str,
    formers: Iterable[Indicator] = (),
    heirs: Iterable[Indicator] = (),
    by: User | None,
) -> None:
    """Say again which indicators of this plan follow one of the former plan; each follows one at most.

    Continued: one by one. Split: one by several. Merged: the one that it takes up first. New: these follow
    none. Without a kind, nothing follows the former ones.
    """
    formers, heirs = list(formers), list(heirs)
    check_indicators(plan, kind, formers, heirs)
    former = formers[0] if formers else None
    if former:
        for one in plan.indicators.filter(continues__in=formers).exclude(pk__in=[one.pk for one in heirs]):
            follow(one, None, "", by=by)
    for heir in heirs:
        follow(heir, former, kind, by=by)


def follow(heir: Indicator, former: Indicator | None, kind: str, *, by: User | None) -> None:
    if (heir.continues_id, heir.lineage) != (former and former.pk, kind):
        heir.continues, heir.lineage = former, kind
        keep(heir, by=by, verb="indicator.lineage_declared")


def check_indicators(plan: Plan, kind: str, formers: list[Indicator], heirs: list[Indicator]) -> None:
    if any(one.plan_id != plan.predecessor_id for one in formers):
        raise ValidationError(_("An indicator continues one of the previous plan."))
    if any(one.plan_id != plan.pk for one in heirs):
        raise ValidationError(_("This indicator is of another plan."))
    if kind == LineageKind.NEW:
        if formers or not heirs:
            raise ValidationError(_("Tick the lines of the new plan that follow nothing, and no other."))
    elif not formers:
        raise ValidationError(_("Tick at least one line of the former plan."))
    elif kind == "":
        if heirs:
            raise ValidationError(_("Untick the lines of the new plan: nothing follows it."))
    else:
        check_followers(kind, len(formers), heirs)


def check_followers(kind: str, formers: int, heirs: list[Indicator]) -> None:
    if kind not in (LineageKind.CONTINUED, LineageKind.MERGED, LineageKind.SPLIT):
        raise ValidationError(_("The lineage of an indicator does not say this."))
    if not heirs:
        raise ValidationError(_("Tick in the new plan what follows it."))
    if formers > 1:
        raise ValidationError(
            _("An indicator follows one former indicator only: tick the one that it takes up first.")
        )
    if (kind == LineageKind.SPLIT) != (len(heirs) > 1):
        raise ValidationError(_("To split, tick one line of the former plan, and several of the new plan."))
