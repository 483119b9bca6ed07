"""The line of time: levels of the TIP reports, plans, workshops and legal texts, as drawn and as tables."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Workshop
from activities.reporting.line_of_time import spans
from cnclctpa import typography
from cnclctpa.charts.table import Table, table
from cnclctpa.charts.timeline import LevelMark, Moment, Timeline
from cnclctpa.charts.timeline import timeline as draw
from cnclctpa.reference.choices import Certainty, EventKind
from cnclctpa.reference.models import Event
from cnclctpa.spelling import spelled
from evaluation.choices import TipTier
from evaluation.models import Assessment
from evaluation.reporting.levels import level_marks, levels
from plans.models import Plan
from plans.schedule import months_between


@dataclass(frozen=True)
class TimelineReport:
    """The drawing, the finding that names it, what it does not say, and its three tables."""

    drawing: Timeline
    finding: str
    note: str
    tables: tuple[Table, ...]

    @property
    def first_year(self) -> int:
        return self.drawing.first


def timeline_report(known: list[Plan], user, *, on: date) -> TimelineReport | None:
    """The real plans among those ``known``, and what else is dated that ``user`` may see.

    None when nothing is dated yet.
    """
    language = get_language()
    plans = [plan for plan in known if plan.is_published and not plan.is_demonstration]
    plans.sort(key=lambda plan: plan.starts_on)
    workshops = list(Workshop.objects.visible_to(user).real().order_by("starts_on"))
    laws = list(
        Event.objects.filter(kind__in=[EventKind.LAW, EventKind.CREATION], is_pending=False)
        .exclude(short_title="")
        .prefetch_related("sources")
    )
    assessments = list(Assessment.objects.tip().order_by("year").prefetch_related("sources"))
    years = [plan.starts_on.year for plan in plans] + [one.year for one in assessments]
    if not years:
        return None
    first = min(years)
    drawing = draw(
        first=first,
        last=max([plan.ends_on.year for plan in plans] + [one.year for one in assessments] + [on.year]),
        levels=levels(),
        level_marks=[*level_marks(assessments), *levels_unknown(assessments, first, on)],
        spans=spans(plans),
        ticks=[Moment(workshop.starts_on) for workshop in workshops],
        marks=[Moment(law.on, law.short_title) for law in laws if law.on.year >= first],
        today=on,
        today_label=typography.day(on, language, short=True),
    )
    return TimelineReport(
        drawing=drawing,
        finding=finding(plans, language),
        note=" ".join(filter(None, [levels_told(assessments, language), delays_told(plans, language)])),
        tables=(
            assessments_table(assessments),
            workshops_table(workshops, language),
            laws_table(laws, language),
        ),
    )


def levels_unknown(assessments: list[Assessment], first: int, on: date) -> list[LevelMark]:
    """The years whose report is not here, this year included."""
    known = {one.year for one in assessments}
    return [LevelMark(year, None) for year in range(first, on.year + 1) if assessments and year not in known]


def finding(plans: list[Plan], language: str) -> str:
    """What stands out in the dates of the plans; a plain title when nothing does."""
    if not plans:
        return _("International reports, workshops and legal texts")
    said = {"count": capfirst(spelled(len(plans), language)), "year": plans[0].starts_on.year}
    if len(plans) > 1 and all(plan.launched_on and plan.launched_on > plan.starts_on for plan in plans):
        return _("%(count)s plans since %(year)s, each launched after its period had begun") % said
    return ngettext("One plan since %(year)s", "%(count)s plans since %(year)s", len(plans)) % said


def levels_told(assessments: list[Assessment], language: str) -> str:
    """How many times each level was given, the most frequent first, and which levels are inferred."""
    if not assessments:
        return ""
    counts = {tier: sum(one.tier == tier for one in assessments) for tier in TipTier}
    told = [
        ngettext("once %(tier)s", "%(count)s times %(tier)s", count)
        % {"count": spelled(count, language), "tier": in_a_sentence(tier)}
        for tier, count in sorted(counts.items(), key=lambda item: -item[1])
        if count
    ]
    never = [
        _("never %(tier)s") % {"tier": in_a_sentence(tier)} for tier, count in counts.items() if not count
    ]
    sentences = [
        ngettext("One TIP report: %(levels)s.", "%(count)s TIP reports: %(levels)s.", len(assessments))
        % {"count": capfirst(spelled(len(assessments), language)), "levels": "; ".join(told + never)}
    ]
    sentences += [
        _("The level of %(year)s is inferred, not read.") % {"year": one.year}
        for one in assessments
        if one.certainty != Certainty.CERTAIN
    ]
    return typography.typeset(" ".join(sentences), language)


def in_a_sentence(tier: TipTier) -> str:
    """The name of a level as a sentence writes it: « catégorie 2 », “Tier 2”."""
    label = str(tier.label)
    return label[:1].lower() + label[1:] if get_language() == "fr" else label


def delays_told(plans: list[Plan], language: str) -> str:
    """Months between adoption and launch, for the plans whose two dates are known."""
    return " ".join(
        ngettext(
            "The plan %(period)s was launched about one month after its adoption.",
            "The plan %(period)s was launched about %(count)s months after its adoption.",
            months,
        )
        % {"period": plan.period, "count": spelled(months, language)}
        for plan in plans
        if (months := months_between(plan.adopted_on, plan.launched_on) or 0) > 0
    )


def publishers(sources) -> str:
    return ", ".join(dict.fromkeys(source.publisher for source in sources.all()))


def assessments_table(assessments: list[Assessment]) -> Table:
    return table(
        _("Level of Mali in the TIP report of the United States Department of State"),
        [_("Report"), _("Level"), _("Certainty"), _("Source")],
        [
            (str(one.year), one.get_tier_display(), one.get_certainty_display(), publishers(one.sources))
            for one in assessments
        ],
        note=_("A report covers April of the year before to March of its own year."),
    )


def workshops_table(workshops: list[Workshop], language: str) -> Table:
    return table(
        _("Workshops, launches and meetings known"),
        [_("Date"), _("Subject"), _("Place")],
        [
            (
                typography.period(one.starts_on, one.ends_on, language, precision=one.precision),
                typography.typeset(one.title, language),
                one.place or None,
            )
            for one in workshops
        ],
    )


def laws_table(laws: list[Event], language: str) -> Table:
    return table(
        _("Legal texts"),
        [_("Date"), _("Text"), _("Certainty"), _("Source")],
        [
            (
                typography.day(one.on, language, precision=one.precision),
                typography.typeset(one.title, language),
                one.get_certainty_display(),
                publishers(one.sources),
            )
            for one in laws
        ],
    )
