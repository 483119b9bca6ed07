"""Every number of the dashboard is that of a query written by hand, on plans made at random."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, F

from activities.schedule import Timeliness
from cnclctpa.portal.reporting.dashboard import report_on
from plans.models import Plan
from plans.readers import PUBLIC
from tests.portal.by_hand import DIALECTS, FACTS, FIGURES, INDICATORS, LESSONS, LINES, ByHand
from tests.portal.random_plans import LARGEST, random_plan

pytestmark = pytest.mark.django_db
SEEDS = range(20)
EXACT = 1e-9


def number(value: Any) -> float | None:
    return None if value is None else float(value)


def same(told: Any, found: Any) -> bool:
    if told is None or found is None:
        return told is None and found is None
    return abs(float(told) - float(found)) <= EXACT * max(1, abs(float(found)))


def check(told: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    assert {name: number(value) for name, value in told.items()} == pytest.approx(
        {name: number(value) for name, value in found.items()}, rel=EXACT, abs=EXACT
    )


@pytest.fixture(params=SEEDS)
def looked_at(request):
    """A plan, and its dashboard on several days."""
    made = random_plan(request.param)
    plan = Plan.objects.select_related("predecessor").get(pk=made.plan.pk)
    return [(plan, report_on(plan, on=day, reader=PUBLIC)) for day in made.days]


def test_every_number_is_that_of_a_query_by_hand(looked_at):
    for plan, report in looked_at:
        check_curve(plan, report)
        hand = ByHand(plan, report.on)
        check_progress(plan, report, hand)
        check_delays(report, hand)
        check_results(report, hand)
        check_money(plan, report, hand)
        check_places(report, hand)
        check_lessons(report, hand)
        check_changes(report, hand)
        check_questions(report)


NAMES = (
    "progress", "among_known", "expected", "expected_originally", "unknown",
    "total", "counted", "known", "undated", "withdrawn",
)  # fmt: skip


def check_progress(plan, report, hand):
    axes = dict(plan.axes.values_list("position", "pk"))
    groups = [("TRUE", report.progress.whole)]
    groups += [(f"axis = {axes[one.axis.position]}", one) for one in report.progress.axes]
    assert len(groups) == len(axes) + 1
    if report.progress.aside:
        groups.append(("axis IS NULL", report.progress.aside))
    for where, group in groups:
        [found] = hand.rows("SELECT " + FIGURES, where=where)
        told = {name: getattr(group.figures, name, None) for name in NAMES} | {"unknown": group.unknown}
        check(told, dict(zip(NAMES, found, strict=True)))
        states = hand.rows(
            f"SELECT state, COUNT(*) FROM standing WHERE is_present AND {where} GROUP BY state"
        )
        assert {state.value: count for state, count in group.figures.by_timeliness.items()} == dict(states)
    in_groups = sum(group.figures.total for _where, group in groups[1:])
    assert in_groups == report.progress.whole.figures.total


def check_curve(plan, report):
    for point in report.progress.points:
        [found] = ByHand(plan, point.on).rows("SELECT " + FIGURES, where="TRUE")
        told = {"expected": point.expected, "first": point.expected_originally}
        check(told, {"expected": found[2], "first": found[3]})
        assert same(point.progress, found[0] if point.on <= report.on else None)


LATE = "state IN ('late', 'behind', 'late_start', 'not_achieved') AND is_present"


def check_delays(report, hand):
    causes = hand.rows(f"SELECT cause, COUNT(*) FROM standing WHERE {LATE} GROUP BY cause")
    assert {one.cause: one.count for one in report.delays.causes} == dict(causes)
    assert report.delays.total == sum(count for _cause, count in causes) == report.progress.whole.delayed
    days = DIALECTS[connection.vendor]["days"]
    moved, since = days.format("end_0", "end_1"), days.format("end_1", "{on}")
    found = hand.rows(
        f"SELECT code, {moved}, CASE WHEN end_1 < {{on}} THEN {since} ELSE 0 END FROM standing WHERE {LATE}"
    )
    by_code = {code: (number(slip), number(overdue) or 0) for code, slip, overdue in found}
    told = [(one.slippage, one.overdue) for one in report.delays.longest]
    assert told == [by_code[one.code] for one in report.delays.longest]
    longest = sorted((-(slip or 0) - overdue for slip, overdue in by_code.values()))[: len(told)]
    assert [-(slip or 0) - overdue for slip, overdue in told] == longest


def check_results(report, hand):
    [found] = hand.rows(
        INDICATORS + "SELECT COUNT(*), COUNT(CASE WHEN NOT is_protected AND measurements > 0 THEN 1 END),"
        " COUNT(CASE WHEN NOT is_protected AND measurements = 0 THEN 1 END),"
        " COUNT(CASE WHEN is_protected THEN 1 END), AVG(rate), COUNT(rate), AVG(final), COUNT(final),"
        " COUNT(CASE WHEN is_headline THEN 1 END) FROM rated"
    )
    results = report.results
    told = (
        results.total, results.measured, results.never, results.not_published, results.so_far.rate,
        results.so_far.computed, results.final.rate, results.final.computed, results.headlines_total,
    )  # fmt: skip
    assert all(map(same, told, found)), (told, found)
    rows = hand.rows(INDICATORS + "SELECT code, so_far, actual, rate, final, is_protected FROM rated")
    by_code = {row[0]: row[1:] for row in rows}
    for one in results.headlines:
        so_far, actual, rate, final, is_protected = by_code[one.code]
        assert (
            one.actual.value is None
            if is_protected
            else one.actual.value is None
            or (same(one.actual.value, so_far) or same(one.actual.value, actual))
        )
        told = one.rate if one.rate is None else min(max(one.rate, Decimal(0)), Decimal(1))
        assert same(told, final if results.is_over else rate)


AMOUNTS = ("planned", "pledged", "mobilised", "disbursed", "spent", "gap")


def check_money(plan, report, hand):
    axes = dict(plan.axes.values_list("position", "pk"))
    shares = [("TRUE", report.money.whole)]
    shares += [
        (f"axis = {axes[one.axis.position]}" if one.axis else "axis IS NULL", one)
        for one in report.money.axes
    ]
    shares += [(f"year = {one.year}", one) for one in report.money.years]
    for where, share in shares:
        [found] = hand.rows(LINES, where=where)
        told = tuple(getattr(share.totals, name) for name in AMOUNTS)
        assert tuple(map(number, told)) == tuple(map(number, found))
        planned, mobilised, spent = (found[place] for place in (0, 2, 4))
        assert same(share.totals.execution, ratio(spent, planned))
        assert same(share.totals.execution_of_mobilised, ratio(spent, mobilised))
    assert sum(one.totals.gap for one in report.money.axes) == report.money.whole.totals.gap
    assert sum(one.totals.gap for one in report.money.years) == report.money.whole.totals.gap


def ratio(part, whole) -> float | None:
    return None if part is None or not whole else float(part) / float(whole)


def check_places(report, hand):
    found = hand.rows(
        "SELECT region.name, COUNT(*), COUNT(CASE WHEN " + LATE + " THEN 1 END) FROM standing"
        " JOIN activities_activity_regions link ON link.activity_id = standing.id"
        " JOIN reference_region region ON region.id = link.region_id WHERE is_present GROUP BY region.name"
    )
    assert {(one.name, one.total, one.late) for one in report.places.regions} == set(found)
    [[nowhere]] = hand.rows(
        "SELECT COUNT(*) FROM standing WHERE is_present AND NOT EXISTS"
        " (SELECT 1 FROM activities_activity_regions link WHERE link.activity_id = standing.id)"
    )
    assert report.places.nowhere == nowhere


def check_lessons(report, hand):
    [found] = hand.rows(LESSONS)
    assert (report.lessons.total, report.lessons.done, report.lessons.answered) == found


def check_changes(report, hand):
    found = [date.fromisoformat(str(day)) for [day] in hand.rows(FACTS)]
    assert [one.on for one in report.changes.latest] == found


def check_questions(report):
    """The five figures are those of the sections."""
    advances, on_time, results, money, lessons = report.questions
    whole = report.progress.whole
    assert bool(advances.figure) == (whole.figures.progress is not None)
    assert on_time.figure == (str(whole.delayed) if whole.under_way else "")
    assert bool(results.figure) == (report.results.leading.rate is not None)
    assert bool(money.figure) == (report.money.whole.totals.planned is not None)
    assert lessons.figure == (str(report.lessons.kept) if report.lessons.total else "")


def test_the_plans_made_at_random_hold_the_awkward_cases():
    """What never turns up proves nothing."""
    states: Counter = Counter()
    met: Counter = Counter()
    for seed in SEEDS:
        made = random_plan(seed)
        plan = Plan.objects.select_related("predecessor").get(pk=made.plan.pk)
        for report in (report_on(plan, on=day, reader=PUBLIC) for day in made.days):
            figures = report.progress.whole.figures
            states.update(figures.by_timeliness)
            met["one day"] += plan.starts_on == plan.ends_on
            met["empty axis"] += any(not one.figures.total for one in report.progress.axes)
            met["under no axis"] += report.progress.aside is not None
            met["withdrawn"] += bool(figures.withdrawn)
            met["undated"] += bool(figures.undated)
            met["unknown"] += bool(figures.unknown)
            met["netted"] += report.money.whole.totals.gap != (report.money.whole.totals.planned or 0) - (
                report.money.whole.totals.mobilised or 0
            )
            met["protected"] += bool(report.results.not_published)
            met["without a rate"] += report.results.measured > report.results.so_far.computed
            met["lessons"] += bool(report.lessons.total)
        met["weights of zero"] += not plan.activities.filter(weight__gt=0).exists()
        met["largest amount"] += plan.activities.filter(budget_lines__amount=LARGEST).exists()
        met["contradictory"] += plan.activities.filter(
            postponements__ends_on__lt=F("original_starts_on")
        ).exists()
        met["several regions"] += plan.activities.alias(many=Count("regions")).filter(many__gt=1).exists()
        met["no baseline"] += plan.indicators.filter(baseline=None).exists()
        met["target is baseline"] += plan.indicators.filter(targets__value=F("baseline")).exists()
    assert set(states) == set(Timeliness)
    assert [name for name, times in met.items() if not times] == []
