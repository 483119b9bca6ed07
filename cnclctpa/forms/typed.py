"""What people type, read as they mean it: numbers and days with any spaces, in French or in English."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from cnclctpa.folding import fold

#: What may follow a number without changing it.
UNITS = re.compile(r"(fcfa|f ?cfa|xof|frs?|f|%)\.?$", re.IGNORECASE)
GROUPED = {sign: re.compile(rf"[+-]?\d{{1,3}}(?:\{sign}\d{{3}})+$") for sign in ",."}
#: A sign that is a decimal mark for some people and parts thousands for others.
AMBIGUOUS = re.compile(r"[+-]?\d{1,3}\.\d{3}$")
#: Control and format characters, halves of characters, and what is no character: nobody sees them, two texts
#: that differ by them read the same, and those that turn the direction of a line make it read otherwise.
UNSEEN = ("Cc", "Cf", "Cs", "Cn")
#: Signs that are seen, though their category is that of formats: the Arabic ones that stand around numbers.
SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
#: Nothing to see, though their category is that of letters, of accents or of signs.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
#: They join letters, or keep them apart, in Arabic, N'Ko or Adlam: anywhere else they are not seen.
JOINERS = frozenset("\u200c\u200d")
JOINED = frozenset({"R", "AL", "NSM"})
#: What ends a line, in any file.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})

#: The power of ten beyond which a number is a slip of the hand, or an attack.
LONGEST_NUMBER = 30

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
IN_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
IN_ORDER = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
IN_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})")
#: No date of the committee is older, or so far ahead: another year is a slip of the hand.
YEARS = range(1900, 2101)


class AmbiguousError(ValueError):
    """A number that reads two ways."""


def read_number(text: str, *, language: str, is_whole: bool = False) -> Decimal:
    """The number of words like ``12 500 000 FCFA``, ``1.234.567`` or ``45,3 %``.

    Raises ``AmbiguousError`` for ``1.234``, a thousand for some, one for others, unless the number is whole;
    ``ValueError`` for what is not a number.

    >>> read_number("1 234,5", language="fr"), read_number("1,234.5", language="en")
    (Decimal('1234.5'), Decimal('1234.5'))
    """
    bare = "".join(one for one in text.translate(MINUS) if not is_space(one))
    bare = UNITS.sub("", bare)
    try:
        read = Decimal(with_a_point(bare, language=language, is_whole=is_whole))
    except InvalidOperation:
        raise ValueError(text) from None
    if not read.is_finite() or read.adjusted() > LONGEST_NUMBER:
        raise ValueError(text)
    return read


def with_a_point(bare: str, *, language: str, is_whole: bool) -> str:
    """The same number as Python writes it."""
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        parting, mark = (",", ".") if point > comma else (".", ",")
        return bare.replace(parting, "").replace(mark, ".")
    if bare.count(",") > 1 or (comma >= 0 and language == "en" and GROUPED[","].match(bare)):
        return bare.replace(",", "") if GROUPED[","].match(bare) else bare
    if bare.count(".") > 1 or (is_whole and GROUPED["."].match(bare)):
        return bare.replace(".", "") if GROUPED["."].match(bare) else bare
    if language == "fr" and AMBIGUOUS.match(bare):
        raise AmbiguousError(bare)
    return bare.replace(",", ".")


def read_day(text: str) -> date:
    """The day of words like ``31/12/2026``, ``2026-12-31``, ``31.12.26`` or ``1er mars 2026``.

    ``ValueError`` when the calendar has no such day, or when the year is a slip of the hand.
    """
    figures = "".join(one for one in text.translate(MINUS) if not is_space(one))
    if found := IN_ORDER.fullmatch(figures):
        year, month, day = map(int, found.groups())
    elif found := IN_FIGURES.fullmatch(figures):
        day, month, year = map(int, found.groups())
        year = year + 2000 if year < 100 else year
    elif (found := IN_WORDS.fullmatch(fold(text))) and found[2] in MONTHS:
        day, month, year = int(found[1]), MONTHS[found[2]], int(found[3])
    else:
        raise ValueError(text)
    if year not in YEARS:
        raise ValueError(text)
    return date(year, month, day)


def clean_text(text: str) -> str:
    """Without the characters that nobody sees and that files refuse; lines end in one way."""
    lines = LINE_ENDS.sub("\n", text)
    before = ["", *lines]
    return "".join(one for one, former in zip(lines, before, strict=False) if is_kept(one, former))


def is_kept(character: str, former: str) -> bool:
    if character in JOINERS:
        return bool(former) and unicodedata.bidirectional(former) in JOINED
    if character in "\n\t" or character in SEEN:
        return True
    return character not in BLANK and unicodedata.category(character) not in UNSEEN


def is_space(character: str) -> bool:
    """Of any kind, those that text editors put between thousands included."""
    return character.isspace() or character in "\u200b\u2060\ufeff\u180e'’"
