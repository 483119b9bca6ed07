"""Moments and periods as people write them: a day, a month, a quarter, a year, from one to another.

>>> read_span("T1 2026"), read_span("de mars à juin 2026")  # doctest: +NORMALIZE_WHITESPACE
((datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
 (datetime.date(2026, 3, 1), datetime.date(2026, 6, 30)))
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from cnclctpa.forms.typed import MINUS, MONTHS, YEARS, read_day

Span = tuple[date, date]

RANKS = {
    "premier": 1,
    "premiere": 1,
    "first": 1,
    "deuxieme": 2,
    "second": 2,
    "seconde": 2,
    "troisieme": 3,
    "third": 3,
    "quatrieme": 4,
    "fourth": 4,
}
#: Words before a moment that change nothing of it.
OPENING = re.compile(
    r"^(?:du|de|des|d'|en|le|la|l'|les|au|aux|mois|entre|from|between|in|the|annee|year)\b\s*"
)
#: Of a moment, its first or its last day only.
EDGE = re.compile(r"(?:(?P<first>debut|beginning of|early)|fin|end of|late)\s+(?!$)")
#: Between two moments.
BETWEEN = re.compile(r"\s*(?:\s(?:a|au|aux|et|to|and|until|jusqu'a|jusqu'au)\s|->|→|\.\.+|[,;&+]|\s-\s)\s*")
YEAR = r"(?P<year>\d{4}|\d{2})"
PARTS = r"(?:t(?:rimestre)?|q(?:uarter)?)"
HALVES = r"(?:s(?:emestre)?|h)"
RANK = r"(?P<rank>[1-4])(?:er|ere|re|e|eme|st|nd|rd|th)?"
#: Months of what is counted: a quarter has three.
SPANNED = {PARTS: 3, HALVES: 6}
SEPARATED = r"[\s./-]*"
#: Where spreadsheets count days from; they hold no other date of ours below the first, above the second.
EPOCH, SERIALS = date(1899, 12, 30), range(36_526, 73_051)


def read_span(text: str) -> Span:
    """The first and the last day of what is written; ``ValueError`` when it is not understood."""
    try:
        day = read_day(text)
    except ValueError:
        return read_moments(plain(text))
    return day, day


def read_moments(words: str) -> Span:
    """Of words without accents: one moment, or several, whose first has the year of the last."""
    if whole := moment(words, None):
        return whole
    for parts in partings(words):
        if found := chained(parts):
            return found
    raise ValueError(words)


def partings(words: str) -> Iterator[list[str]]:
    """The ways in which the words may be several moments: the clearest first."""
    yield [part for part in BETWEEN.split(words) if part]
    for found in re.finditer("[-/]", words):
        yield [words[: found.start()], words[found.end() :]]


def chained(parts: list[str]) -> Span | None:
    """From the first of several moments to the last; one that has no year takes that of the next."""
    if len(parts) < 2 or (last := moment(parts[-1], None)) is None:
        return None
    spans = [last]
    for part in reversed(parts[:-1]):
        here = spans[0]
        found = moment(part, here[0].year)
        if found and found[0] > here[1]:
            # “November to March 2027”.
            found = moment(part, here[0].year - 1)
        if found is None or found[0] > here[1]:
            return None
        spans.insert(0, found)
    if any(before[0] > after[1] for before, after in pairwise(spans)):
        return None
    return spans[0][0], max(last for _first, last in spans)


def moment(words: str, year: int | None) -> Span | None:
    """One moment; ``year`` is that of another, for what is written without its own."""
    words = bare(words)
    if found := EDGE.match(words):
        whole = moment(words[found.end() :], year)
        return whole and ((whole[0], whole[0]) if found["first"] else (whole[1], whole[1]))
    for reading in (serial, in_figures, of_a_month, of_the_year, a_day):
        try:
            if found := reading(words, year):
                return found
        except ValueError:
            continue
    return None


def bare(words: str) -> str:
    while (shorter := OPENING.sub("", words).strip(" .")) != words:
        words = shorter
    return words


def serial(words: str, year: int | None) -> Span | None:
    """A date that a spreadsheet shows as the number that it holds."""
    if not re.fullmatch(r"\d{5}", words) or int(words) not in SERIALS:
        return None
    day = EPOCH + timedelta(days=int(words))
    return day, day


def in_figures(words: str, year: int | None) -> Span | None:
    """``2026``, ``03/2026``, ``2026-03``."""
    if re.fullmatch(r"\d{4}", words):
        return months(int(words), 1, 12)
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", words):
        return months(int(found[2]), int(found[1]), 1)
    if found := re.fullmatch(r"(\d{4})[/.-](\d{1,2})", words):
        return months(int(found[1]), int(found[2]), 1)
    return None


def of_a_month(words: str, year: int | None) -> Span | None:
    """``mars 2026``, ``janv.-26``, ``mars``."""
    found = re.fullmatch(rf"(?P<month>[a-z]+){SEPARATED}{YEAR}?", words)
    if found and found["month"] in MONTHS and (of := said(found, year)):
        return months(of, MONTHS[found["month"]], 1)
    return None


def of_the_year(words: str, year: int | None) -> Span | None:
    """``T1 2026``, ``1er trimestre 2026``, ``premier semestre``, ``2026-S2``."""
    for word, number in RANKS.items():
        words = re.sub(rf"\b{word}\b", str(number), words)
    for name, spanned in SPANNED.items():
        for pattern in (
            rf"{name}{SEPARATED}{RANK}(?:{SEPARATED}(?:de )?(?:l'annee )?{YEAR})?",
            rf"{RANK}\s*{name}(?:{SEPARATED}(?:de )?(?:l'annee )?{YEAR})?",
            rf"{YEAR}{SEPARATED}{name}{SEPARATED}{RANK}",
        ):
            found = re.fullmatch(pattern, words)
            if found and (of := said(found, year)):
                return months(of, (int(found["rank"]) - 1) * spanned + 1, spanned)
    return None


def a_day(words: str, year: int | None) -> Span | None:
    """``1er mars``, ``30/06``: the year is that of the other moment."""
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})", words):
        words = f"{words}/{year}" if year else words
    elif found := re.fullmatch(r"(\d{1,2}(?:er)?) ([a-z]+)\.?", words):
        words = f"{found[1]} {found[2]} {year}" if year else words
    day = read_day(words)
    return day, day


def said(found: re.Match, year: int | None) -> int | None:
    written = found["year"]
    if written is None:
        return year
    return int(written) + (2000 if len(written) == 2 else 0)


def months(year: int, first: int, count: int) -> Span:
    """``count`` months of a year from the ``first``."""
    if year not in YEARS or not 1 <= first <= 13 - count:
        raise ValueError(year)
    after = date(year + (first + count > 12), (first + count - 1) % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def plain(text: str) -> str:
    """Without accents nor capitals; marks stay, of one kind."""
    marked = text.translate(MINUS).replace("’", "'").replace("\u2014", "-").casefold()
    decomposed = unicodedata.normalize("NFKD", marked)
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return " ".join(letters.split())
