"""One progress report: what it says, whom it counts, and what was expected on that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language

from activities import schedule
from activities.choices import ReportState
from activities.following import as_report, follow
from activities.models import Activity, IndicatorAnswer, Postponement, ProgressReport
from activities.permissions import may_report_on
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.documents.models import Document
from cnclctpa.portal.reporting.activities.people import People, people_of_report
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reading import read_together
from cnclctpa.typography import number
from plans.models import Axis, Indicator, Plan
from plans.protected import is_open, protection_of
from plans.readers import Reader, reader_of

#: What is heavy in a region, and not read here.
REGION_DRAWINGS = ("region__shape", "region__label_point")


@dataclass(frozen=True)
class Answer:
    """A value given for an indicator; ``text`` is None when it is protected from this reader."""

    indicator: Indicator
    text: str | None


@dataclass(frozen=True)
class ReportPage:
    report: ProgressReport
    axes: tuple[Axis, ...]
    postponements: tuple[Postponement, ...]
    people: People | None
    answers: tuple[Answer, ...]
    documents: tuple[Document, ...]
    sees_reason: bool

    @property
    def activity(self) -> Activity:
        return self.report.activity

    @property
    def plan(self) -> Plan:
        return self.activity.plan

    @property
    def pillar(self) -> str:
        axis = self.activity.serves.axis
        return axis.pillar if axis else ""

    @property
    def period(self) -> str:
        return capfirst(period_name(self.report.starts_on, self.report.ends_on))

    @property
    def is_validated(self) -> bool:
        return self.report.state == ReportState.VALIDATED

    @property
    def progress(self) -> Decimal | None:
        """What the report says is done, whether or not it is validated."""
        if self.report.status == schedule.ReportedStatus.COMPLETED:
            return schedule.FULL
        return as_report(self.report).share

    @property
    def expected(self) -> Decimal | None:
        """What the dates in force on the last day of the period called for."""
        facts = follow(self.activity, postponements=self.postponements).schedule
        return schedule.expected(facts, on=self.report.ends_on)

    @property
    def bar(self) -> Bar:
        return bar(self.progress, self.expected, pillar=self.pillar)


def reports_to_show(user) -> QuerySet[ProgressReport]:
    """The reports that the person may see and that answer a campaign: the others have no page."""
    return (
        ProgressReport.objects.visible_to(user)
        .filter(campaign__isnull=False)
        .select_related(
            "campaign",
            "activity__plan",
            "activity__lead",
            "activity__objective__axis",
            "activity__result__objective__axis",
        )
    )


def report_on(report: ProgressReport, *, user) -> ReportPage:
    """The page of a report read through `reports_to_show`, in at most four more queries."""
    reader, activity = reader_of(user), report.activity
    axes, postponements, answers, indicators = read_together(
        activity.plan.axes.all(),
        activity.postponements.all(),
        report.answers.all(),
        Indicator.objects.filter(answers__report=report),
    )
    given(activity.plan, axes, indicators)
    counts = list(report.people_reached.select_related("region").defer(*REGION_DRAWINGS))
    return ReportPage(
        report=report,
        axes=tuple(axes),
        postponements=tuple(postponements),
        people=people_of_report(activity, counts, reader=reader),
        answers=tuple(_told(answers, {one.pk: one for one in indicators}, reader)),
        documents=tuple(Document.objects.visible_to(user).filter(reports=report).distinct()),
        sees_reason=may_report_on(user, activity),
    )


def _told(
    answers: Iterable[IndicatorAnswer], indicators: dict[int, Indicator], reader: Reader
) -> list[Answer]:
    found = []
    for one in answers:
        indicator = indicators[one.indicator_id]
        may_read = is_open(protection_of(indicator), reader)
        found.append(Answer(indicator, _written(one) if may_read else None))
    return sorted(found, key=lambda one: (one.indicator.position, one.indicator.code))


def _written(answer: IndicatorAnswer) -> str:
    language = get_language() or "fr"
    if answer.numerator is not None and answer.denominator is not None:
        return f"{number(answer.numerator, language)} / {number(answer.denominator, language)}"
    return answer.words or number(answer.value, language)
