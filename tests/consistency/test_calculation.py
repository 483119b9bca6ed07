"""The examples of docs/calculation.md: what a colleague redoes by hand is what the code computes."""

import doctest
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from activities.budget import Line, converted, totals
from activities.rollup import Weighed, roll_up
from activities.schedule import (
    Milestone,
    Postponement,
    Report,
    ReportedStatus,
    Schedule,
    expected,
    progress,
    slippage,
    timeliness,
)
from evaluation.consolidation import Scale, consolidate
from plans.achievement import (
    Basis,
    Direction,
    Goal,
    IndicatorSheet,
    OverTime,
    Reading,
    achievement,
    attainment,
    bounded,
)
from plans.disclosure import Knowledge, Table, disclose

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "calculation.md"
START, END, PLAN_END = date(2025, 1, 1), date(2025, 12, 31), date(2027, 12, 31)


def d(value) -> Decimal:
    return Decimal(str(value))


def activity(**facts) -> Schedule:
    return Schedule(PLAN_END, START, END, **facts)


def report(ends_on, percentage) -> Report:
    return Report(ends_on, ReportedStatus.UNDER_WAY, d(percentage) / 100)


def weighed(weight, percentage) -> Weighed:
    told = [] if percentage is None else [report(date(2025, 6, 30), percentage)]
    return Weighed(activity(reports=told), d(weight))


VOCABULARY = {
    "achievement": achievement,
    "activity": activity,
    "attainment": attainment,
    "bounded": bounded,
    "consolidate": consolidate,
    "converted": converted,
    "d": d,
    "date": date,
    "disclose": disclose,
    "done": lambda weight: Milestone(d(weight), done_on=START),
    "expected": expected,
    "goals": lambda *years: [Goal(year, d(100)) for year in years],
    "Knowledge": Knowledge,
    "line": lambda planned, mobilised: Line("a", 2025, planned=d(planned), mobilised=d(mobilised)),
    "moved": lambda decided_on, to: Postponement(decided_on, to),
    "not_done": lambda weight: Milestone(d(weight)),
    "of_the_year": IndicatorSheet(Direction.INCREASE, basis=Basis.OF_THE_YEAR, over_time=OverTime.SUM),
    "percent": lambda rate: int((rate * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)),
    "progress": progress,
    "report": report,
    "roll_up": roll_up,
    "Scale": Scale,
    "slippage": slippage,
    "Table": Table,
    "timeliness": timeliness,
    "totals": totals,
    "weighed": weighed,
    "year": lambda number, value: Reading(date(number, 1, 1), date(number, 12, 31), d(value)),
}


class Plain(doctest.OutputChecker):
    """Compares values as a reader does: 0.75 is a decimal of 0.75, 'late' a state called so."""

    def check_output(self, want, got, optionflags):
        bare = got.replace("Decimal('", "").replace("')", "").replace(": '", " ")
        if bare.startswith("<Timeliness"):
            bare = "'" + bare.split(" ")[-1].strip().strip(">'\n") + "'\n"
        return super().check_output(want, bare, optionflags)


def test_every_example_of_the_document_is_what_the_code_computes():
    text = DOCUMENT.read_text(encoding="utf-8")
    example = doctest.DocTestParser().get_doctest(text, dict(VOCABULARY), "calculation.md", str(DOCUMENT), 0)
    failures: list[str] = []
    found = doctest.DocTestRunner(checker=Plain()).run(example, out=failures.append)
    assert (found.failed, "".join(failures)) == (0, "")
    assert found.attempted == text.count(">>> ") >= 17
