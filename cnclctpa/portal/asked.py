"""What a reader typed, cut into things to look for: words, acronyms, dates and amounts."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cnclctpa.folding import fold
from cnclctpa.typography import HABITS

#: Words beyond these are not looked for.
WORDS = 8
MONTHS = {fold(name): number for use in HABITS.values() for number, name in enumerate(use.months, 1)}
DAY = re.compile(r"(1er|1st|[12]?\d|3[01])$")
YEAR = re.compile(r"(19|20)\d\d$")
GROUP = re.compile(r"\d{3}$")
NUMBER = re.compile(r"\d+$")
UNITS = {
    "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "billion": 10**9
}  # fmt: skip
CURRENCIES = ("fcfa", "cfa", "xof", "f", "francs")
#: Endings that French and English add for the feminine and the plural; the longest is tried first.
ENDINGS = ("ees", "es", "ux", "ee", "e", "s", "x")
SHORTEST_STEMS = {"s": 3, "x": 3, "e": 4}
SHORTEST_STEM = 5
#: How people type the code of a part of a plan: 1.2, I1.1.2, OS-3; a period or an amount has longer groups.
CODE = re.compile(
    r"\d{1,2}(?:\.[0-9a-z]{1,2})+|[a-z]{1,4}-?\d{1,2}(?:[.-][0-9a-z]{1,2})*", re.IGNORECASE | re.ASCII
)
ROMAN = re.compile(r"[ivx]+$")
#: Digits of an amount; longer ones are looked for as words.
LONGEST_AMOUNT = 13


@dataclass(frozen=True)
class Days:
    """The days that a date typed in full or in part may mean; a month without a year is of any year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date | None:
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def last(self) -> date | None:
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Term:
    """One thing to look for: any of these pieces of folded text, or these days, or one of these amounts.

    The code of a part of a plan begins the text of that part; elsewhere it is words like others.
    """

    pieces: tuple[str, ...]
    days: Days | None = None
    amounts: tuple[Decimal, ...] = ()
    is_code: bool = False


def asked(query: str, acronyms: dict[str, tuple[str, ...]]) -> list[Term]:
    """The terms of a query; ``acronyms`` gives what stands for each acronym typed without strokes."""
    words, codes = fold(query).split()[:WORDS], codes_in(query)
    terms, position = [], 0
    while position < len(words):
        left = words[position:]
        term, length = typed_code(left, codes) or next_term(left, acronyms)
        terms.append(term)
        position += length
    return terms


def codes_in(query: str) -> list[list[str]]:
    """The codes of several groups that are typed, each as its folded groups.

    >>> codes_in("atelier 1.2.1, OS-3")
    [['1', '2', '1'], ['os', '3']]
    """
    typed = [fold(word).split() for word in map(bare, query.split()) if CODE.fullmatch(word)]
    return [groups for groups in typed if len(groups) > 1]


def bare(word: str) -> str:
    return word.strip(".,;:()")


def typed_code(words: Sequence[str], codes: Sequence[list[str]]) -> tuple[Term, int] | None:
    """A code answers by its first groups: 1.2 finds 1.2.1 too, neither 1.20 nor 3.1.2."""
    for groups in codes:
        if words[: len(groups)] == groups:
            return Term((f" {' '.join(groups)} ",), is_code=True), len(groups)
    return None


def next_term(words: Sequence[str], acronyms: dict[str, tuple[str, ...]]) -> tuple[Term, int]:
    """The first term and how many words it takes.

    Two neighbouring words may be one acronym written with a stroke (``CNCLTP/PA``).
    """
    for length in (2, 1):
        typed = "".join(words[:length])
        if len(words) >= length and typed in acronyms:
            return Term(tuple(f" {text} " for text in acronyms[typed])), length
    return typed_date(words) or typed_amount(words) or (typed_word(words[0]), 1)


def typed_word(word: str) -> Term:
    """A word answers by its beginning, a Roman numeral as a whole."""
    return Term((f" {word} ",) if ROMAN.match(word) else (f" {stem(word)}",))


def stem(word: str) -> str:
    """A word without the endings of the feminine and the plural, long enough to mean something.

    >>> stem("formations"), stem("formees"), stem("nationaux"), stem("lois"), stem("mali")
    ('formation', 'forme', 'nationa', 'loi', 'mali')
    """
    for ending in ENDINGS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= SHORTEST_STEMS.get(ending, SHORTEST_STEM):
            return bare
    return word


def typed_date(words: Sequence[str]) -> tuple[Term, int] | None:
    """``1er février 2019``, ``february 2019``, ``février`` or ``2019``; the text may say it too."""
    days, length = Days(), 0
    if len(words) > 1 and DAY.match(words[0]) and words[1] in MONTHS:
        days, length = replace(days, day=int(re.sub(r"\D", "", words[0]))), 1
    if words[length] in MONTHS:
        days, length = replace(days, month=MONTHS[words[length]]), length + 1
    if len(words) > length and YEAR.match(words[length]):
        days, length = replace(days, year=int(words[length])), length + 1
    if not length or not is_in_calendar(days):
        return None
    amounts = (Decimal(words[0]),) if length == 1 and days.year else ()
    return Term((f" {' '.join(words[:length])}",), days, amounts), length


def is_in_calendar(days: Days) -> bool:
    if days.day is None or days.month is None:
        return True
    return 1 <= days.day <= monthrange(days.year or 2000, days.month)[1]


def typed_amount(words: Sequence[str]) -> tuple[Term, int] | None:
    """``5817`` or ``2 992 000 000 FCFA``: so many, or so many millions."""
    if not NUMBER.match(words[0]):
        return None
    length = 1
    while len(words[0]) <= 3 and length < len(words) and GROUP.match(words[length]):
        length += 1
    digits = "".join(words[:length])
    if len(digits) > LONGEST_AMOUNT:
        return None
    value = Decimal(digits)
    pieces = {f" {digits}", f" {' '.join(words[:length])}", f" {fold(f'{int(digits):,}')}"}
    amounts: tuple[Decimal, ...] = (value, value * 10**6)
    if length < len(words) and words[length] in UNITS:
        amounts = (value * UNITS[words[length]],)
        pieces = {f"{piece} {words[length]}" for piece in pieces}
        length += 1
    if length < len(words) and words[length] in CURRENCIES:
        length += 1
    return Term(tuple(sorted(pieces)), amounts=amounts), length
