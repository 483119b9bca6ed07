"""A table as it is declared: columns that read one row each, and rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(Enum):
    """How the figures of a column are set.

    A value says by its own type whether it is a number, a date or a text: a cell among numbers may say
    « fewer than 11 ».
    """

    TEXT = "text"
    CODE = "code"  #: stays a text when somebody edits it: 1.10 is not 1.1
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PERCENT = "percent"  #: a share of one; in text files, its hundredfold under a heading that says « % »
    MARK = "mark"  #: a word or two in the middle of a narrow, coloured cell


@dataclass(frozen=True)
class Column:
    """``value`` reads a row: text, number, date, yes or no, several texts, or ``None`` when it is not known.

    ``name`` is what a program calls the column, whatever the language of its heading. ``choices`` are the
    texts that may be typed in its cells. ``tone`` names a colour of the `palette` for the cell of a row, or
    none: the cell says the same in words. What is computed is marked so: changing it would change nothing.
    """

    heading: Any
    value: Callable[[Any], Any]
    width: float = 16
    kind: Kind = Kind.TEXT
    name: str = ""
    choices: Sequence[str] = ()
    tone: Callable[[Any], str] | None = None
    is_hidden: bool = False
    is_computed: bool = False


@dataclass(frozen=True)
class Table:
    """``title`` names the sheet and the file. ``rows`` may be read only once, as they are written.

    With a ``banner``, a sheet begins with that sentence, then a hidden row of technical names, then the
    headings; without, its first row is the headings. ``empty`` is said when there is no row. The first
    ``frozen`` columns stay in sight, hidden ones included.
    """

    title: Any
    columns: Sequence[Column]
    rows: Iterable[Any] = field(default=())
    banner: Any = ""
    empty: Any = ""
    frozen: int = 0
    #: Rows left for what people will add, that offer the same choices.
    spare: int = 0
