"""Each pasted line as the activity that it will make: what was understood of its cells, and what was not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cnclctpa.folding import fold
from cnclctpa.forms.fields import LONGEST_TEXT, language
from cnclctpa.forms.pasted import Pasted, Row, read_pasted
from cnclctpa.forms.spans import read_span
from cnclctpa.forms.typed import clean_text, read_number
from cnclctpa.portal.editing.paste.columns import (
    ALWAYS,
    CODE,
    DESCRIPTION,
    ENDS,
    HEADINGS,
    LABELS,
    LEAD,
    ORDER,
    OTHER,
    PERIOD,
    REGIONS,
    SERVES,
    STARTS,
    TITLE,
    WEIGHT,
)
from cnclctpa.portal.editing.paste.knowledge import Knowledge
from plans.models.framework import CODE as CODE_PATTERN

LONGEST_TITLE = 400
HEAVIEST = Decimal("9999.99")
#: A line that heads those below it, as matrices have them.
A_SECTION = re.compile(
    r"^(?:axe|axis|objecti[fv]e?|result(?:at)?|effet|outcome|produit|output|composante|(?:sous )?total)\b"
)
WRITTEN = "%d/%m/%Y"


@dataclass
class Cell:
    """``text`` is what the page shows and what is sent back; ``typed`` what was pasted, when it differs."""

    name: str
    text: str
    typed: str = ""
    error: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        return str(LABELS[self.name])

    @property
    def is_long(self) -> bool:
        return self.name in (TITLE, DESCRIPTION)


@dataclass
class Line:
    """``values`` is what will be made; ``why`` says why it is not, when it is left out."""

    number: int
    cells: dict[str, Cell]
    is_made: bool = True
    why: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    kept_words: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[Cell]:
        return list(self.cells.values())

    @property
    def is_wrong(self) -> bool:
        return self.is_made and (bool(self.refusals) or any(cell.error for cell in self.shown))


@dataclass
class Read:
    """What was pasted, before anything is understood of it: the words of the cells, line after line."""

    names: tuple[str, ...]
    lines: list[Line]
    ignored: list[str] = field(default_factory=list)


def read(text: str, known: Knowledge) -> Read:
    """Raises ``TooMuchError``."""
    pasted = with_a_title(read_pasted(text, HEADINGS, order=ORDER, code=CODE))
    values = [(row, pasted.values(row)) for row in pasted.rows]
    ignored = [heading for heading, column in columns_of(pasted) if column in (None, OTHER) and heading]
    if values and all(one.get(CODE, "").strip(".) ").isdigit() for _row, one in values):
        ignored.append(_("the numbers of the lines"))
        values = [(row, {**one, CODE: ""}) for row, one in values]
    lines = in_sections(values, pasted, known)
    told = {name for _row, one in values for name, cell in one.items() if cell}
    if any(SERVES in line.cells for line in lines):
        told.add(SERVES)
    names = tuple(name for name in LABELS if name in ALWAYS or name in told)
    for line in lines:
        line.cells = {name: line.cells.get(name, Cell(name, "")) for name in names}
    return Read(names, lines, ignored)


def columns_of(pasted: Pasted) -> Iterable[tuple[str, str | None]]:
    return zip(pasted.headings, pasted.columns, strict=True) if pasted.headings else ()


def with_a_title(pasted: Pasted) -> Pasted:
    """A table whose headings name no title has it in the first column that they do not name."""
    columns = list(pasted.columns)
    if TITLE not in columns:
        for name in (None, DESCRIPTION, SERVES, OTHER):
            if name in columns:
                columns[columns.index(name)] = TITLE
                break
    return Pasted(tuple(columns), pasted.rows, pasted.headings)


def in_sections(values: list[tuple[Row, dict]], pasted: Pasted, known: Knowledge) -> list[Line]:
    """The lines, each under the heading above it; a column of objectives says it once for those below."""
    found, under = [], ""
    is_wide = len(pasted.columns) > 1
    for row, words in values:
        filled = [cell for cell in row.cells if cell]
        line = Line(row.number, cells_of(words))
        if is_wide and len(filled) == 1 and A_SECTION.match(fold(filled[0])):
            under = known.served_by(filled[0]) or under
            line.cells = {TITLE: Cell(TITLE, filled[0])}
            line.is_made, line.why = False, _("a heading of the lines below it")
        else:
            under = words.get(SERVES) or under
            if under and not words.get(SERVES):
                line.cells[SERVES] = Cell(SERVES, under)
        found.append(line)
    return found


def cells_of(words: dict[str, str]) -> dict[str, Cell]:
    """A period gives both days, unless the line gives them by themselves."""
    cells = {name: Cell(name, words[name]) for name in LABELS if words.get(name)}
    period = words.get(PERIOD, "")
    for name in (STARTS, ENDS):
        if period and name not in cells:
            cells[name] = Cell(name, period)
    starts = words.get(STARTS, "")
    if starts and ENDS not in cells and is_a_span(starts):
        cells[ENDS] = Cell(ENDS, starts)
    return cells


def is_a_span(text: str) -> bool:
    try:
        first, last = read_span(text)
    except ValueError:
        return False
    return first != last


def understand(lines: list[Line], known: Knowledge, *, under: str, is_new: bool) -> None:
    """Fill what each line will make; ``under`` is what lines serve that do not say it.

    When they have just been pasted (``is_new``), lines that are already in the plan are left out.
    """
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        line.values, line.kept_words = {}, []
        for name, cell in line.cells.items():
            READERS[name](line, cell, known)
        served_unless_said(line, known, under)
        in_order(line)
        leave_out_again(line, known, seen, is_new=is_new)


def read_title(line: Line, cell: Cell, known: Knowledge) -> None:
    title = " ".join(clean_text(cell.text).split())
    cell.text = title
    if not title:
        cell.error = _("Write the title, or leave this line out.")
    elif len(title) > LONGEST_TITLE:
        cell.error = _("A title has %(most)d characters at most; this one has %(count)d.") % {
            "most": LONGEST_TITLE,
            "count": len(title),
        }
    line.values[TITLE] = title


def read_lead(line: Line, cell: Cell, known: Knowledge) -> None:
    if not (words := cell.text.strip()):
        return
    key = known.leads.find(words)
    if key is None:
        cell.note = _("unknown: choose it above, or write it otherwise; else its words go to the description")
        line.kept_words.append(_("Lead organisation, as pasted: %(words)s") % {"words": words})
        return
    line.values[LEAD] = key
    replaced(cell, str(known.organisations[key]))


def replaced(cell: Cell, text: str) -> None:
    """What was understood, with what was typed beside it."""
    if fold(cell.text) != fold(text):
        cell.typed = cell.text
    cell.text = text


def read_day_of(place: int):
    def reader(line: Line, cell: Cell, known: Knowledge) -> None:
        if not cell.text.strip():
            return
        try:
            day = read_span(cell.text)[place]
        except ValueError:
            cell.error = _("This date is not understood: write 31/12/2026, March 2026 or T1 2026.")
            return
        line.values[cell.name] = day
        if cell.text != f"{day:{WRITTEN}}":
            cell.typed, cell.text = cell.text, f"{day:{WRITTEN}}"
        if not known.plan.starts_on <= day <= known.plan.ends_on:
            cell.note = _("outside the years of the plan (%(period)s)") % {"period": known.plan.period}

    return reader


def read_weight(line: Line, cell: Cell, known: Knowledge) -> None:
    if not cell.text.strip():
        return
    try:
        weight = read_number(cell.text, language=language())
    except ValueError:
        cell.error = _("Write a number, in figures: for example 1234 or 12.5.")
        return
    if not 0 <= weight <= HEAVIEST:
        cell.error = _("A weight goes from 0 to 9999.")
        return
    line.values[WEIGHT] = weight.quantize(Decimal("0.01"))


def read_regions(line: Line, cell: Cell, known: Knowledge) -> None:
    keys, unknown = known.regions_of(cell.text)
    line.values[REGIONS] = keys
    if unknown:
        told = ", ".join(unknown)
        cell.note = _("no region has this name: %(words)s; the words go to the description") % {"words": told}
        line.kept_words.append(_("Place, as pasted: %(words)s") % {"words": told})
    elif keys:
        replaced(cell, ", ".join(known.region_names[key] for key in keys))


def read_description(line: Line, cell: Cell, known: Knowledge) -> None:
    text = clean_text(cell.text)
    if len(text) > LONGEST_TEXT:
        cell.error = _("This text is too long.")
    line.values[DESCRIPTION] = text


def read_serves(line: Line, cell: Cell, known: Knowledge) -> None:
    if not cell.text.strip():
        return
    code = known.served_by(cell.text)
    if code:
        line.values[SERVES] = code
        replaced(cell, code)
    else:
        cell.note = _("not found in the plan")


def served_unless_said(line: Line, known: Knowledge, under: str) -> None:
    if SERVES in line.values:
        return
    if under in known.serves:
        line.values[SERVES] = under
    else:
        line.cells.setdefault(SERVES, Cell(SERVES, ""))
        line.cells[SERVES].error = _("Say which objective or which result it serves: its code, such as 1.1.")


def read_code(line: Line, cell: Cell, known: Knowledge) -> None:
    code = cell.text.strip().strip(".)(")
    if not code:
        return
    if not re.fullmatch(CODE_PATTERN, code) or len(code) > 24 or code in known.codes:
        cell.note = _("this code is taken, or cannot be one: the next free one is given")
        return
    cell.text = line.values[CODE] = code


def in_order(line: Line) -> None:
    starts, ends = line.values.get(STARTS), line.values.get(ENDS)
    if isinstance(starts, date) and isinstance(ends, date) and starts > ends:
        line.cells[ENDS].error = _("An activity cannot end before it starts.")


def leave_out_again(line: Line, known: Knowledge, seen: dict, *, is_new: bool) -> None:
    """A line of the plan, or one that was pasted twice, is made only if somebody says so."""
    title, cell = fold(line.values.get(TITLE, "")), line.cells[TITLE]
    if not title:
        return
    again = seen.setdefault((title, line.values.get(SERVES, "")), line.number)
    if title in known.titles:
        cell.note = _("already in the plan: %(code)s") % {"code": known.titles[title]}
    elif again != line.number:
        cell.note = _("the same as line %(number)d") % {"number": again}
    else:
        return
    if is_new and line.is_made:
        line.is_made, line.why = False, cell.note


def description_of(line: Line) -> str:
    """With the words that name nothing known: nothing that was pasted is lost."""
    return "\n".join(filter(None, [line.values.get(DESCRIPTION, ""), *line.kept_words]))


READERS = {
    TITLE: read_title,
    LEAD: read_lead,
    STARTS: read_day_of(0),
    ENDS: read_day_of(1),
    SERVES: read_serves,
    REGIONS: read_regions,
    WEIGHT: read_weight,
    DESCRIPTION: read_description,
    CODE: read_code,
}
