"""Where activities stand on a day, spelt in SQL: to filter, sort and page them without reading them all.

``standing_on`` says of each activity what ``activities.following.standing`` says of one. States, causes,
dates and days are the same to the last case: shares are compared as whole numbers, cross-multiplied. The
shares themselves are floats, good for sorting: what is shown is computed from the rows of the page.

A database computes a subquery again wherever it is written: what several rules read is joined once, as a row.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest, Round
from django.db.models.lookups import GreaterThan

from activities.models import Activity, Campaign, Milestone, Postponement, ProgressReport
from activities.schedule import MARGIN, STATUS_RANKS, ReportedStatus, Timeliness

#: What makes whole numbers of weights and percentages, which have two decimals.
UNITS = 100
#: One hundred per cent, in these units.
ALL_DONE = 100 * UNITS
#: The margin is one part of so many.
PARTS = int(1 / MARGIN)

Leaf = Callable[[Timeliness], Value]


def standing_on(activities: QuerySet[Activity], *, on: date) -> QuerySet[Activity]:
    """Each activity with where it stands on a day: ``stands_`` and the name of a field of ``Standing``.

    ``stands_order`` is the rank of the state among those of ``Timeliness``.
    """
    return _with_facts(activities, on).annotate(
        stands_starts_on=F("current_start"),
        stands_ends_on=F("current_end"),
        stands_timeliness=_timeliness(on, lambda state: Value(state.value)),
        stands_order=_timeliness(on, lambda state: Value(list(Timeliness).index(state))),
        stands_progress=_progress(on),
        stands_expected=_expected(on),
        stands_slippage=_Days("original_ends_on", "current_end"),
        stands_cause=Coalesce(_last_reported("cause", on), _last_decided_cause(on), "blocking_cause"),
        stands_forecast_on=Coalesce(_last_reported("forecast_on", on), "forecast_on"),
        stands_reported_on=_of_last_report(on, F("ends_on")),
        stands_is_begun=ExpressionWrapper(_is_begun(on), BooleanField()),
        stands_is_silent=ExpressionWrapper(_is_silent(on), BooleanField()),
    )


class _Days(Func):
    """Whole days from the first date to the second."""

    arity = 2
    output_field = BigIntegerField()

    def as_sqlite(self, compiler, connection, **context):
        return self._spelt("CAST(JULIANDAY({later}) - JULIANDAY({earlier}) AS INTEGER)", compiler)

    def as_postgresql(self, compiler, connection, **context):
        return self._spelt("CAST({later} - {earlier} AS bigint)", compiler)

    def _spelt(self, template, compiler):
        (earlier, before), (later, after) = map(compiler.compile, self.get_source_expressions())
        return template.format(earlier=earlier, later=later), (*after, *before)


def _in_units(figure: str) -> Cast:
    return Cast(Round(F(figure) * UNITS), BigIntegerField())


# The facts: rows joined, and what is read in them.

ABOUT = Coalesce("happened_on", "ends_on")
STATUS_RANK = Case(
    *(When(status=status, then=Value(rank)) for status, rank in STATUS_RANKS.items()),
    output_field=IntegerField(),
)


def _with_facts(activities: QuerySet[Activity], on: date) -> QuerySet[Activity]:
    """The report that tells the state, the last one, the decisions in force, the last closed campaign."""
    decided = Postponement.objects.filter(activity=OuterRef("pk"), decided_on__lte=on).order_by("-decided_on")
    closed = Campaign.objects.closed(on).filter(plan=OuterRef("plan"))
    joined = activities.alias(
        told=_joined("reports", _latest_first(_validated().filter(about__lte=on))),
        moved=_joined("postponements", decided),
        restarted=_joined("postponements", decided.filter(starts_on__isnull=False)),
        campaign=_joined("plan__campaigns", closed),
    )
    dated = joined.alias(
        told_on=Coalesce("told__happened_on", "told__ends_on"),
        current_start=Coalesce("restarted__starts_on", "original_starts_on"),
        current_end=Coalesce("moved__ends_on", "original_ends_on"),
    )
    return dated.alias(
        days=Greatest(_Days("current_start", "current_end") + 1, 1),
        days_gone=Greatest(_Days("current_start", Value(on, DateField())), 0),
    )


def _joined(relation: str, rows: QuerySet) -> FilteredRelation:
    """The first of the rows, or nothing."""
    return FilteredRelation(relation, condition=Q(**{f"{relation}__pk": Subquery(rows.values("pk")[:1])}))


def _validated():
    """The validated reports of the outer activity, with the day that their status is about."""
    return ProgressReport.objects.validated().filter(activity=OuterRef("pk")).alias(about=ABOUT)


def _latest_first(reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """In the order of ``activities.schedule.Report.order``, the last first."""
    return reports.order_by(
        "-ends_on", ABOUT.desc(), STATUS_RANK.desc(), F("percentage").desc(nulls_last=True), "-pk"
    )


def _milestones(on: date) -> QuerySet:
    """One row for the milestones of the outer activity, when it has any."""
    return Milestone.objects.filter(activity=OuterRef("pk")).order_by().values("activity").alias(
        number=Count("pk"),
        number_done=Count("pk", filter=Q(done_on__lte=on)),
        weight_of_all=Sum(_in_units("weight")),
    )  # fmt: skip


def _added_up(on: date, of_one: Callable[[Combinable, Combinable], Combinable]) -> Case:
    """The sum of ``of_one(done, whole)`` over milestones; each counts for one when all weights are zero."""

    def by(weight: Combinable) -> Sum:
        done = Case(When(done_on__lte=on, then=weight), default=0, output_field=BigIntegerField())
        return Sum(of_one(done, weight), output_field=BigIntegerField())

    return Case(When(weight_of_all=0, then=by(Value(1, BigIntegerField()))), default=by(_in_units("weight")))


def _of_milestones(rows: QuerySet, told: Combinable) -> Subquery:
    return Subquery(rows.annotate(told=told).values("told"))


# The rules, in the order of ``activities.schedule``.


def _expected(on: date) -> Case:
    return Case(
        When(Q(current_start__isnull=True) | Q(current_end__isnull=True), then=None),
        When(current_end__lt=on, then=1.0),
        default=_ratio("days_gone", "days"),
        output_field=FloatField(),
    )


def _progress(on: date) -> Case:
    return Case(
        When(told__status=ReportedStatus.COMPLETED, then=1.0),
        default=Coalesce(
            _of_milestones(_milestones(on), _ratio(_added_up(on, _done), _added_up(on, _whole))),
            _of_last_report(on, _ratio(_percentage(), ALL_DONE)),
        ),
        output_field=FloatField(),
    )


def _of_last_report(on: date, told: Combinable) -> Subquery:
    return Subquery(_latest_first(_validated().by(on)).annotate(told=told).values("told")[:1])


def _percentage() -> Case:
    """The progress that a report tells, in units."""
    says_nothing_done = Q(status=ReportedStatus.NOT_STARTED, percentage__isnull=True)
    return Case(
        When(says_nothing_done, then=0), default=_in_units("percentage"), output_field=BigIntegerField()
    )


def _done(done: Combinable, _whole: Combinable) -> Combinable:
    return done


def _whole(_done: Combinable, whole: Combinable) -> Combinable:
    return whole


def _ratio(part: Combinable | str | int, whole: Combinable | str | int) -> Combinable:
    def as_float(it):
        return Cast(Value(it) if isinstance(it, int) else it, FloatField())

    return as_float(part) / as_float(whole)


def _is_begun(on: date) -> Q:
    says_begun = Q(begun_on__lte=on) | (
        Q(begun_on__isnull=True, about__lte=on) & ~Q(status=ReportedStatus.NOT_STARTED)
    )
    is_one_done = Exists(Milestone.objects.filter(activity=OuterRef("pk"), done_on__lte=on))
    return Q(is_one_done) | Q(Exists(_validated().filter(says_begun)))


def _timeliness(on: date, leaf: Leaf) -> Case:
    """The first state that holds, as ``leaf`` writes it."""
    has_completed = Q(told__status=ReportedStatus.COMPLETED)
    return Case(
        When(told__status=ReportedStatus.CANCELLED, then=leaf(Timeliness.CANCELLED)),
        When(has_completed & Q(told_on__gt=F("original_ends_on")), then=leaf(Timeliness.COMPLETED_LATE)),
        When(has_completed, then=leaf(Timeliness.COMPLETED)),
        default=Coalesce(_completed_by_milestones(on, leaf), _not_completed(on, leaf)),
    )


def _completed_by_milestones(on: date, leaf: Leaf) -> Subquery:
    """Nothing while a milestone is to be done, nor without milestones."""
    all_done = _milestones(on).filter(number_done=F("number"))
    number_late = Count("pk", filter=Q(done_on__gt=OuterRef("original_ends_on")))
    is_late = When(GreaterThan(number_late, 0), then=leaf(Timeliness.COMPLETED_LATE))
    return _of_milestones(all_done, Case(is_late, default=leaf(Timeliness.COMPLETED)))


def _not_completed(on: date, leaf: Leaf) -> Case:
    is_late = When(current_end__lt=on, then=leaf(Timeliness.LATE))
    is_suspended = When(told__status=ReportedStatus.SUSPENDED, then=leaf(Timeliness.SUSPENDED))
    is_behind = When(_is_behind(on), then=leaf(Timeliness.BEHIND))
    is_reported = Exists(_validated().by(on).filter(ends_on__gte=OuterRef("current_start")))
    return Case(
        When(plan__ends_on__lt=on, then=leaf(Timeliness.NOT_ACHIEVED)),
        When(Q(current_start__isnull=True) | Q(current_end__isnull=True), then=leaf(Timeliness.UNDATED)),
        When(_is_begun(on), then=Case(is_late, is_suspended, is_behind, default=leaf(Timeliness.ON_TRACK))),
        When(current_start__gte=on, then=leaf(Timeliness.UPCOMING)),
        is_late,
        is_suspended,
        When(is_reported, then=leaf(Timeliness.LATE_START)),
        default=leaf(Timeliness.NOT_REPORTED),
    )


def _is_behind(on: date) -> GreaterThan:
    """Days gone ÷ days − done ÷ whole, above the margin; of an activity whose end has not passed."""
    by_milestones = _of_milestones(_milestones(on), _added_up(on, _excess))
    by_report = _of_last_report(on, _excess(_percentage(), Value(ALL_DONE)))
    return GreaterThan(Coalesce(by_milestones, by_report), 0)


def _excess(done: Combinable, whole: Combinable) -> Combinable:
    """Positive when the outer activity is behind."""
    return PARTS * (OuterRef("days_gone") * whole - done * OuterRef("days")) - OuterRef("days") * whole


def _is_silent(on: date) -> Q:
    is_over = Q(told__status__in=[ReportedStatus.COMPLETED, ReportedStatus.CANCELLED])
    all_done = _milestones(on).filter(number_done=F("number"))
    has_answered = _validated().filter(
        ends_on__gte=OuterRef("campaign__starts_on"), ends_on__lte=OuterRef("campaign__ends_on")
    )
    return (
        Q(campaign__isnull=False) & ~is_over & _is_begun(on) & ~Q(Exists(all_done)) & ~Q(Exists(has_answered))
    )


def _last_reported(field: str, on: date) -> Subquery:
    """What the last report that says it says."""
    said = _validated().by(on).exclude(**{f"{field}__isnull": True})
    if field == "cause":
        said = said.exclude(cause="")
    return Subquery(said.order_by("-ends_on", "-pk").values(field)[:1])


def _last_decided_cause(on: date) -> Subquery:
    decided = Postponement.objects.filter(activity=OuterRef("pk"), decided_on__lte=on).exclude(cause="")
    return Subquery(decided.order_by("-decided_on", "-pk").values("cause")[:1])
