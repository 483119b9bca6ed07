"""The page of the quality of a plan: what each reader is shown of it, and its sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.audit.version import data_version
from cnclctpa.portal.reporting.dashboard.words import count
from cnclctpa.portal.reporting.quality.checking import Gauge, Quality, expected_fields, quality_of, within
from cnclctpa.portal.reporting.quality.findings import Finding, Kind
from cnclctpa.remembering import Key, remembered
from plans.models import Axis, Plan


@dataclass(frozen=True)
class Judge:
    """Who is shown the quality of a plan: those who edit it, all of it; an organisation, what is its own."""

    is_editor: bool
    organisations: frozenset[int] = frozenset()

    @property
    def is_shown(self) -> bool:
        return self.is_editor or bool(self.organisations)


def judge_of(user) -> Judge:
    if may(user, Permission.EDIT_PLANS):
        return Judge(is_editor=True)
    own = user.organisations_where(Permission.REPORT_PROGRESS) if user.is_authenticated else ()
    return Judge(is_editor=False, organisations=frozenset(one.pk for one in own))


@dataclass(frozen=True)
class GaugeLine:
    """A part of the plan, with what is expected of it."""

    label: str | Promise
    gauge: Gauge
    fields: tuple[str, ...]

    @property
    def words(self) -> str:
        return filled_words(self.gauge)


@dataclass(frozen=True)
class QualityPage:
    plan: Plan
    on: date
    axes: tuple[Axis, ...]
    judge: Judge
    quality: Quality
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The finding: how much there is to mend."""
        total = len(self.findings)
        if not total:
            return _("Nothing to report in the data of the plan")
        words = ngettext(
            "One thing to mend in the data of the plan",
            "%(count)s things to mend in the data of the plan",
            total,
        )
        return words % {"count": count(total)}

    @property
    def counts(self) -> list[tuple[Kind, int]]:
        return [(kind, sum(one.kind is kind for one in self.findings)) for kind in Kind]

    @property
    def filled(self) -> str:
        return filled_words(self.quality.whole)

    @property
    def lines(self) -> list[GaugeLine]:
        fields = dict(expected_fields())
        return [
            GaugeLine(capfirst(str(gauge.part.label)), gauge, tuple(fields[gauge.part]))
            for gauge in self.quality.gauges
            if gauge.part
        ]

    def mender(self, one: Finding) -> str:
        """Who can mend it, by name; empty for the secretariat."""
        name = self.quality.organisations.get(one.organisation) if one.organisation else None
        return name.title if name else ""

    def told(self, findings: Iterable[Finding]) -> list["Line"]:
        return [Line(one, self.mender(one), self.judge.is_editor) for one in findings]


@dataclass(frozen=True)
class Line:
    """A finding as a reader is shown it: whoever cannot open the form is led to the page."""

    finding: Finding
    mender: str
    is_editor: bool

    @property
    def is_mended_here(self) -> bool:
        return self.is_editor or self.finding.is_open_to_lead

    @property
    def address(self) -> str:
        return self.finding.mend_at if self.is_mended_here else self.finding.page


def quality_page(plan: Plan, *, on: date, judge: Judge) -> QualityPage:
    """Two queries, whatever the plan holds."""
    quality = quality_of(plan, on=on)
    findings = quality.findings if judge.is_editor else within(quality.findings, judge.organisations)
    return QualityPage(plan, on, tuple(plan.axes.all()), judge, quality, tuple(findings))


def filled_words(gauge: Gauge) -> str:
    """« 34 sur 64 »; in words where nothing is expected."""
    if not gauge.total:
        return _("nothing expected yet")
    return _("%(filled)s out of %(total)s") % {"filled": count(gauge.filled), "total": count(gauge.total)}


@dataclass(frozen=True)
class Summary:
    """What the dashboard tells editors of the quality of a plan."""

    filled: str
    findings: int
    contradictory: int


def summary_of(plan: Plan, *, on: date) -> Summary:
    """Remembered until a row changes: a page is opened more often than data are mended."""
    key = Key(("quality", plan.pk), data_version(), on, reader="editors")
    return remembered(key, lambda: summarised(plan, on=on))


def summarised(plan: Plan, *, on: date) -> Summary:
    """One query."""
    quality = quality_of(plan, on=on)
    contradictory = sum(one.kind is Kind.CONTRADICTORY for one in quality.findings)
    return Summary(filled_words(quality.whole), len(quality.findings), contradictory)
