"""International reports: the TIP level of each year against the plans, what was read and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.reporting.line_of_time import spans, years_of
from cnclctpa.charts.timeline import Timeline, timeline
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Figure, Source
from cnclctpa.spelling import spelled
from evaluation.choices import AssessmentKind, TipTier
from evaluation.models import Assessment
from evaluation.reporting.levels import SHAPE_OF, TIERS, is_read, level_marks, levels
from plans.models import Plan


@dataclass(frozen=True)
class ReadFigure:
    """A figure of a report; its sources only when they are not simply those of the report."""

    figure: Figure
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Line:
    """One report, what was read in it, and what sources say otherwise."""

    assessment: Assessment
    shape: str

    @property
    def retained(self) -> list[ReadFigure]:
        return [read for read in self._figures if read.figure.is_retained]

    @property
    def rivals(self) -> list[ReadFigure]:
        """Figures found elsewhere, and not retained."""
        return [read for read in self._figures if not read.figure.is_retained]

    @property
    def _figures(self) -> list[ReadFigure]:
        cited = list(self.assessment.sources.all())
        return [
            ReadFigure(figure, () if (own := list(figure.sources.all())) == cited else tuple(own))
            for figure in self.assessment.figures.all()
        ]

    @property
    def statements(self) -> list:
        return sorted(self.assessment.statements.all(), key=lambda statement: not statement.is_retained)

    @property
    def is_read(self) -> bool:
        return is_read(self.assessment)

    @property
    def says_nothing_else(self) -> bool:
        """Whether the level is all that was read."""
        return not (self.assessment.findings or self._figures or self.statements)


@dataclass(frozen=True)
class LevelCount:
    """The years of one level."""

    tier: TipTier
    shape: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class AssessmentList:
    """The TIP reports and the others, the latest first."""

    tip: tuple[Line, ...]
    others: tuple[Line, ...]
    drawing: Timeline | None

    @property
    def by_level(self) -> list[LevelCount]:
        """The four levels from the best to the worst, with their years in order."""
        return [
            LevelCount(
                tier, SHAPE_OF[tier], tuple(line for line in self.tip[::-1] if line.assessment.tier == tier)
            )
            for tier in TIERS
        ]

    @property
    def missing_kinds(self) -> list[str]:
        """The kinds of reports of which none is recorded."""
        recorded = {line.assessment.kind for line in (*self.tip, *self.others)}
        return [str(kind.label) for kind in AssessmentKind if kind not in recorded]

    @property
    def not_read(self) -> int:
        """TIP reports of which the level alone is known."""
        return sum(line.says_nothing_else for line in self.tip)

    @property
    def not_read_title(self) -> str:
        if not self.not_read:
            return _("What was read in each report")
        words = ngettext(
            "One report out of %(total)s gave its level only",
            "%(count)s reports out of %(total)s gave their level only",
            self.not_read,
        )
        language = get_language()
        named = {"count": spelled(self.not_read, language), "total": spelled(len(self.tip), language)}
        return capfirst(words % named)

    @property
    def title(self) -> str:
        """The finding: the level given most often; a plain title when no level stands out."""
        counts = sorted(self.by_level, key=lambda level: -len(level.lines))
        most, second = counts[0], counts[1]
        if len(most.lines) == len(second.lines):
            return _("The level of each year, report by report")
        language = get_language()
        named = {
            "count": spelled(len(most.lines), language),
            "reports": spelled(len(self.tip), language),
        }
        return capfirst(_times_sentence(most.tier, len(most.lines), len(self.tip)) % named)

    @property
    def lead(self) -> str:
        """When the worst level was given."""
        worst = [str(line.assessment.year) for line in self.by_level[-1].lines]
        if not worst:
            return ""
        named = {"years": ", ".join(worst), "count": spelled(len(worst), get_language())}
        sentence = ngettext(
            "Mali was placed at the lowest level, Tier 3, once only: in the report of %(years)s.",
            "Mali was placed at the lowest level, Tier 3, %(count)s times: in the reports of %(years)s.",
            len(worst),
        )
        return sentence % named


def _times_sentence(tier: TipTier, times: int, reports: int) -> str:
    if reports == 1:
        return {
            TipTier.TIER_1: _("A single report recorded: Tier 1"),
            TipTier.TIER_2: _("A single report recorded: Tier 2"),
            TipTier.WATCH_LIST: _("A single report recorded: Tier 2 Watch List"),
            TipTier.TIER_3: _("A single report recorded: Tier 3"),
        }[tier]
    return {
        TipTier.TIER_1: ngettext(
            "Once at Tier 1 in %(reports)s reports", "%(count)s times at Tier 1 in %(reports)s reports", times
        ),
        TipTier.TIER_2: ngettext(
            "Once at Tier 2 in %(reports)s reports", "%(count)s times at Tier 2 in %(reports)s reports", times
        ),
        TipTier.WATCH_LIST: ngettext(
            "Once on the Watch List in %(reports)s reports",
            "%(count)s times on the Watch List in %(reports)s reports",
            times,
        ),
        TipTier.TIER_3: ngettext(
            "Once at Tier 3 in %(reports)s reports", "%(count)s times at Tier 3 in %(reports)s reports", times
        ),
    }[tier]


def assessment_list(*, user, on: date) -> AssessmentList:
    """All international reports, drawn against the real plans that the person may see; six queries."""
    assessments = list(
        Assessment.objects.order_by("-year", "kind").prefetch_related(
            "statements", Prefetch("figures", Figure.objects.order_by("position", "slug"))
        )
    )
    with_sources(
        assessments,
        (figure for one in assessments for figure in one.figures.all()),
        (statement for one in assessments for statement in one.statements.all()),
    )
    lines = [Line(one, SHAPE_OF[TipTier(one.tier)] if one.tier else "") for one in assessments]
    tip = tuple(line for line in lines if line.assessment.kind == AssessmentKind.TIP)
    plans = list(Plan.objects.visible_to(user).real())
    return AssessmentList(
        tip=tip,
        others=tuple(line for line in lines if line.assessment.kind != AssessmentKind.TIP),
        drawing=_drawing([line.assessment for line in tip], plans, on) if tip else None,
    )


def _drawing(reports: Sequence[Assessment], plans: Sequence[Plan], on: date) -> Timeline | None:
    years = years_of(plans, [report.year for report in reports])
    if years is None:
        return None
    first, last = years
    return timeline(
        first=first,
        last=last,
        levels=levels(),
        level_marks=level_marks(reports),
        spans=spans(plans),
        today=on,
    )
