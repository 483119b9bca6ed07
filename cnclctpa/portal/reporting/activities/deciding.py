"""A report before the decision on it: what it says, what was said last time, what is worth a second look."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from activities.choices import ReportedStatus, ReportState
from activities.models import ProgressReport
from cnclctpa.portal.reporting.activities.report import Answer, ReportPage, report_on, reports_to_show

#: A progress of more than this since the last report is worth a second look.
LEAP = Decimal("0.3")


@dataclass(frozen=True)
class Compared:
    """The value of an indicator, and the one of the last report; None when it gave none."""

    answer: Answer
    former: str | None


@dataclass(frozen=True)
class Decision:
    page: ReportPage
    last: ReportPage | None

    @property
    def answers(self) -> list[Compared]:
        former = {one.indicator.pk: one.text for one in self.last.answers} if self.last else {}
        return [Compared(one, former.get(one.indicator.pk)) for one in self.page.answers]

    @property
    def advance(self) -> Decimal | None:
        """Progress since the last report, as a share; None when either is not known."""
        if self.last is None or self.last.progress is None or self.page.progress is None:
            return None
        return self.page.progress - self.last.progress

    @property
    def doubts(self) -> list[str]:
        return list(self._doubts())

    def _doubts(self) -> Iterator[str]:
        report, advance = self.page.report, self.advance
        if not self.page.documents:
            yield _("No proof is attached.")
        if advance is not None and advance < 0:
            yield _("It says less progress than the last report.")
        elif advance is not None and advance > LEAP:
            yield _("Its progress leaps: read what was done.")
        if not report.narrative.strip():
            yield _("It does not say what was done.")
        if report.status in (ReportedStatus.SUSPENDED, ReportedStatus.CANCELLED) and not report.cause:
            yield _("It gives no cause.")


def decision_on(report: ProgressReport, *, user) -> Decision:
    """Of a report read through `reports_to_show`."""
    earlier = reports_to_show(user).filter(activity=report.activity_id, ends_on__lt=report.starts_on)
    last = earlier.exclude(state=ReportState.DRAFT).order_by("-ends_on", "-pk").first()
    return Decision(report_on(report, user=user), report_on(last, user=user) if last else None)
