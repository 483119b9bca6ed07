"""Worked examples of several activities: one figure, counts, the curve, a day in the past."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from activities.rollup import RollUp, Weighed, curve, roll_up
from activities.schedule import Postponement, Report, ReportedStatus, Schedule, Timeliness, expected, progress
from cnclctpa.charts.table import Column, Table, table
from cnclctpa.portal.reporting.method.activity import END, MID_YEAR, SPRING, START, SUMMER, activity, told
from cnclctpa.portal.reporting.method.worked import Example, Line, added, day, number, percent
from cnclctpa.templatetags.states import timeliness_word

GIVEN_UP_AT = Decimal("0.60")
WITHDRAWN_ON = date(2025, 6, 1)


def group() -> dict[str, Weighed]:
    """Five activities: two known, one without dates nor report, one cancelled, one withdrawn."""
    two_years = date(2026, 12, 31)
    given_up = Report(SUMMER, ReportedStatus.CANCELLED, GIVEN_UP_AT)
    return {
        "A": Weighed(activity(reports=[told(SUMMER, 90)])),
        "B": Weighed(activity(ends_on=two_years, reports=[told(SUMMER, 30)]), Decimal(2)),
        "C": Weighed(activity(None, None)),
        "D": Weighed(activity(reports=[given_up])),
        "E": Weighed(activity(reports=[told(SUMMER, 10)]), withdrawn_on=WITHDRAWN_ON),
    }


def rolled_up() -> RollUp:
    return roll_up(group().values(), on=MID_YEAR)


def counted() -> dict[str, Weighed]:
    return {name: one for name, one in group().items() if name in "ABC"}


def member(name: str, one: Weighed, share: Decimal | None, **line: str) -> Line:
    words = _("%(name)s, weight %(weight)s") % {"name": name, "weight": number(one.weight)}
    return Line(words, percent(share), **line)


def weighted(pairs: Iterable[tuple[Weighed, Decimal | None]], unknown: Decimal | None = None) -> str:
    """The operation of a weighted mean; what is unknown is left out, or counted as said."""
    known = [(number(one.weight), unknown if share is None else share) for one, share in pairs]
    known = [(weight, share) for weight, share in known if share is not None]
    terms = added(f"{weight} × {percent(share)}" for weight, share in known)
    return f"({terms}) ÷ ({added(weight for weight, _share in known)})"


def share_reported() -> Example:
    reported, silent = Weighed(activity(reports=[told(SUMMER, 20)])), Weighed(activity())
    figures = roll_up([reported] * 5 + [silent] * 11, on=MID_YEAR)
    return Example(
        _("Activities that say where they stand"),
        (Line(_("They say it"), number(figures.known)), Line(_("All of them"), number(figures.counted))),
        (
            Line(_("Share"), percent(figures.share_known, 2), f"{figures.known} ÷ {figures.counted}"),
            Line(_("Written, to one decimal"), percent(figures.share_known)),
        ),
    )


def mean_of_progress() -> Example:
    figures = rolled_up()
    shares = {name: progress(one.schedule, on=MID_YEAR) for name, one in counted().items()}
    pairs = [(one, shares[name]) for name, one in counted().items()]
    left_out = _("left out")
    given_up = _("D, at %(done)s when it was given up") % {"done": percent(GIVEN_UP_AT)}
    withdrawn = _("E, withdrawn from the plan on %(day)s") % {"day": day(WITHDRAWN_ON)}
    return Example(
        _("Five activities"),
        (
            *(member(name, one, shares[name], absent=_("not recorded")) for name, one in counted().items()),
            Line(given_up, left_out),
            Line(withdrawn, left_out),
        ),
        (
            Line(
                _("Progress, the unknown counted as zero"),
                percent(figures.progress),
                weighted(pairs, unknown=Decimal(0)),
            ),
            Line(_("Among the known"), percent(figures.among_known), weighted(pairs)),
            Line(
                _("Known"),
                _("%(known)s of %(counted)s") % {"known": figures.known, "counted": figures.counted},
            ),
            Line(_("Cancelled, counted apart"), number(figures.cancelled)),
            Line(_("Withdrawn, counted apart"), number(figures.withdrawn)),
        ),
    )


def expected_together() -> Example:
    figures = rolled_up()
    shares = {name: expected(one.schedule, on=MID_YEAR) for name, one in counted().items()}
    return Example(
        _("What is expected of the same activities"),
        tuple(
            member(name, one, shares[name], how=days_over(one.schedule), absent=_("undated"))
            for name, one in counted().items()
        ),
        (
            Line(
                _("Expected, the undated left out"),
                percent(figures.expected),
                weighted((one, shares[name]) for name, one in counted().items()),
            ),
            Line(_("Undated, counted apart"), number(figures.undated)),
        ),
    )


def days_over(schedule: Schedule) -> str:
    if schedule.starts_on is None or schedule.ends_on is None:
        return ""
    return f"{(MID_YEAR - schedule.starts_on).days} ÷ {(schedule.ends_on - schedule.starts_on).days + 1}"


def counted_by_state() -> Example:
    figures = rolled_up()
    counts = [
        (state, number(figures.by_timeliness[state]))
        for state in Timeliness
        if state in figures.by_timeliness
    ]
    return Example(
        _("The same activities, by state"),
        tuple(Line(str(timeliness_word(state)), count) for state, count in counts),
        (Line(_("A, B, C and D"), number(figures.total), added(count for _state, count in counts)),),
    )


def counted_by_region() -> Example:
    radio, training = Weighed(activity()), Weighed(activity())
    regions = {"Kayes": [radio], "Mopti": [radio], "Ségou": [radio, training]}
    counts = {name: number(roll_up(held, on=MID_YEAR).total) for name, held in regions.items()}
    return Example(
        _("Radio in Kayes, Mopti and Ségou; training in Ségou"),
        tuple(Line(name, count) for name, count in counts.items()),
        (
            Line(
                _("In the country, each activity once"), number(roll_up([radio, training], on=MID_YEAR).total)
            ),
        ),
    )


def quarters() -> Table:
    moved = activity(
        postponements=(Postponement(date(2025, 5, 15), date(2026, 3, 31)),),
        reports=(told(SPRING, 20), told(SUMMER, 40)),
    )
    points_of_year = curve([Weighed(moved)], starts_on=START, ends_on=END, until=date(2025, 8, 15))
    return table(
        _("One activity of 2025, postponed on 15 May to 31 March 2026, drawn on 15 August"),
        [
            _("On"),
            Column(_("Expected, original dates"), is_number=True),
            Column(_("Expected, current dates"), is_number=True),
            Column(_("Progress"), is_number=True),
        ],
        [
            (
                day(point.on),
                percent(point.expected_originally),
                percent(point.expected),
                percent(point.progress) or _("still to come"),
            )
            for point in points_of_year
        ],
    )


def past_day() -> Example:
    plan = [
        Weighed(activity(reports=[told(SPRING, 20)])),
        Weighed(activity(), added_on=date(2025, 3, 1)),
        Weighed(activity(), withdrawn_on=date(2025, 6, 1)),
    ]
    asked = (date(2025, 2, 28), date(2025, 3, 1), date(2025, 5, 31), date(2025, 6, 1))
    return Example(
        _("Three activities"),
        (
            Line(_("The first: in the plan"), _("from the start")),
            Line(_("The second: added on"), day(plan[1].added_on or START)),
            Line(_("The third: withdrawn on"), day(plan[2].withdrawn_on or END)),
        ),
        (
            *(
                Line(
                    _("Activities counted on %(day)s") % {"day": day(on)},
                    number(roll_up(plan, on=on).total),
                )
                for on in asked
            ),
            Line(
                _("Progress of the first on %(day)s, from a report validated in May") % {"day": day(SPRING)},
                percent(progress(plan[0].schedule, on=SPRING)),
            ),
        ),
    )
