"""Numbers, dates, money and sentences set as a careful printer would, in French and in English.

Pure functions: the language is an argument, nothing is read from Django. Unknown is ``None`` and is written
in words, never as zero, a blank or a dash. Rounding is half up, as people do it by hand.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NARROW = "\u202f"  # narrow no-break space
NBSP = "\u00a0"  # no-break space
MINUS = "\u2212"
EN_DASH = "\u2013"
APOSTROPHE = "\u2019"

Numeric = int | float | Decimal | str | None


@dataclass(frozen=True)
class Habits:
    """What a language writes between and around its figures."""

    unknown: str
    thousands: str
    decimal: str
    before_percent: str
    range_dash: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]


HABITS = {
    "fr": Habits(
        unknown="non renseigné",
        thousands=NARROW,
        decimal=",",
        before_percent=NARROW,
        range_dash="-",
        months=(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        short_months=(
            "janv.",
            "févr.",
            "mars",
            "avr.",
            "mai",
            "juin",
            "juil.",
            "août",
            "sept.",
            "oct.",
            "nov.",
            "déc.",
        ),
    ),
    "en": Habits(
        unknown="not recorded",
        thousands=",",
        decimal=".",
        before_percent="",
        range_dash=EN_DASH,
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        short_months=("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    ),
}

# How each currency is named in a sentence; the franc CFA comes after its amount in French only.
CURRENCY_NAMES = {"fr": {"XOF": "FCFA", "USD": "dollars", "EUR": "euros"}, "en": {}}
MILLION = Decimal(1_000_000)


def habits(language: str) -> Habits:
    """The habits of ``language`` or of its base (``fr-ml`` reads as ``fr``); French when there are none."""
    return HABITS.get(language.split("-")[0], HABITS["fr"])


def unknown(language: str) -> str:
    return habits(language).unknown


def rounded(value: Numeric, decimals: int) -> Decimal:
    """Half up, away from zero: 0.5 → 1, 2.5 → 3, −2.5 → −3."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Numeric, language: str, *, decimals: int | None = None) -> str:
    """``1 234 567,5``; without ``decimals``, as many as the value has, trailing zeros left out."""
    if value is None:
        return unknown(language)
    exact = Decimal(str(value)) if decimals is None else rounded(value, decimals)
    whole, _, fraction = f"{abs(exact):f}".partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    use = habits(language)
    text = f"{int(whole):,}".replace(",", use.thousands)
    if fraction:
        text += use.decimal + fraction
    return MINUS + text if exact < 0 else text


def percent(share: Numeric, language: str, *, decimals: int = 1) -> str:
    """A share of one as a percentage: 0.453 → ``45,3 %``."""
    if share is None:
        return unknown(language)
    return (
        number(Decimal(str(share)) * 100, language, decimals=decimals) + habits(language).before_percent + "%"
    )


def money(amount: Numeric, language: str, *, currency: str = "XOF") -> str:
    """``2 992 000 000 FCFA`` in French, ``XOF 2,992,000,000`` in English."""
    if amount is None:
        return unknown(language)
    figure = number(amount, language)
    names = CURRENCY_NAMES.get(language.split("-")[0], CURRENCY_NAMES["fr"])
    if names:
        return f"{figure}{NBSP}{names.get(currency, currency)}"
    return f"{currency}{NBSP}{figure}"


def millions(amount: Numeric, language: str, *, decimals: int = 0) -> str:
    """For the labels of a chart whose subtitle gives the currency: ``5 817 M``."""
    if amount is None:
        return unknown(language)
    figure = number(Decimal(str(amount)) / MILLION, language, decimals=decimals)
    return f"{figure}{NBSP if habits(language).before_percent else ''}M"


def day(when: date | None, language: str, *, precision: str = "day", short: bool = False) -> str:
    """``1er février 2019``, ``décembre 2014`` or ``2014``, no more precise than what is known."""
    if when is None:
        return unknown(language)
    if precision == "year":
        return str(when.year)
    if precision == "month":
        return f"{_month(when, language, short)} {when.year}"
    return f"{_day_and_month(when, language, short)} {when.year}"


def period(
    start: date | None, end: date | None, language: str, *, precision: str = "day", short: bool = False
) -> str:
    """Two dates as one expression: ``19-23 mars 2018``, ``29 nov. – 2 déc. 2022``, ``2018-2022``.

    One missing end leaves the other date alone; both missing are unknown. Years are joined as in the name
    of a plan, by a hyphen in both languages.
    """
    if start is None or end is None:
        return day(start or end, language, precision=precision, short=short)
    if precision == "year":
        return _joined(str(start.year), str(end.year), "-")
    last = day(end, language, precision=precision, short=short)
    if start == end:
        return last
    if start.year != end.year:
        return _joined(day(start, language, precision=precision, short=short), last, f" {EN_DASH} ")
    if precision == "month":
        return _joined(
            _month(start, language, short), last, habits(language).range_dash, end.month == start.month
        )
    if start.month == end.month:
        return _ordinal(start, language) + habits(language).range_dash + last
    last = day(end, language, precision=precision, short=True)
    return _joined(_day_and_month(start, language, True), last, f" {EN_DASH} ")


def _joined(first: str, last: str, dash: str, same: bool = False) -> str:
    return last if same or first == last else first + dash + last


def _month(when: date, language: str, short: bool) -> str:
    use = habits(language)
    return (use.short_months if short else use.months)[when.month - 1]


def _day_and_month(when: date, language: str, short: bool) -> str:
    return f"{_ordinal(when, language)}{NBSP}{_month(when, language, short)}"


def _ordinal(when: date, language: str) -> str:
    return "1er" if when.day == 1 and habits(language) is HABITS["fr"] else str(when.day)


# Sentences of the data, typed on an ordinary keyboard.
ANY_SPACE = r"[ \u00a0\u202f]"
UNITS = (
    "FCFA|francs?|euros?|dollars?|millions?|milliards?|ans?|mois|jours?|heures?|semaines?|km"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
# What is followed by its number, and the forms of that number.
FRENCH_NUMBERED = "[Cc]atégorie|[Aa]rticle|[Aa]xe|[Oo]bjectif|[Pp]age|[Cc]hapitre"
ENGLISH_NUMBERED = "[Tt]ier|[Aa]rticle|[Aa]xis|[Oo]bjective|[Pp]age|[Cc]hapter"
ORDER = r"\d|[IVX]+\b"
FRENCH_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\.\.\.", "…"),
        (r'"([^"]*)"', r"«\1»"),
        (r"(?<!\d)'", APOSTROPHE),
        (rf"«{ANY_SPACE}*", f"«{NARROW}"),
        (rf"{ANY_SPACE}*»", f"{NARROW}»"),
        # Only before a space or the end: addresses (https://…?a) and times (10:30) stay as they are.
        (rf"(?<=[^\s;:!?]){ANY_SPACE}*([;:!?]+)(?=[\s»)]|$)", rf"{NARROW}\1"),
        (rf"(?<=\d){ANY_SPACE}*%", f"{NARROW}%"),
        (r"(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)", lambda found: re.sub(ANY_SPACE, NARROW, found[0])),
        # Modifier letters are neither found nor read aloud as « er ».
        (r"\b1ᵉʳ", "1er"),
        (r"\b1ʳᵉ", "1re"),
        (rf"(\d|\b1er) (?=(?:{UNITS})\b)", rf"\1{NBSP}"),
        (rf"\b((?:{FRENCH_NUMBERED})s?) (?={ORDER})", rf"\1{NBSP}"),
        (r"\b([Nn])° ?(?=\d)", rf"\1°{NBSP}"),
        (r" - ", f" {EN_DASH} "),
    )
)
ENGLISH_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\.\.\.", "…"),
        (r'"([^"]*)"', r"“\1”"),
        (r"(?<!\d)'", APOSTROPHE),
        (r" - ", f" {EN_DASH} "),
        # Left by a text that began in French.
        (rf"(?<=\d){ANY_SPACE}+%", "%"),
        (r"(?<=[^\s;:!?])[\u00a0\u202f ]+([;:!?]+)(?=[\s”)]|$)", r"\1"),
        (rf"\b((?:{ENGLISH_NUMBERED})s?) (?={ORDER})", rf"\1{NBSP}"),
    )
)


def typeset(text: str, language: str) -> str:
    """The spaces, apostrophes and quotation marks that a keyboard does not give; twice is once."""
    rules = FRENCH_RULES if habits(language) is HABITS["fr"] else ENGLISH_RULES
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


# « 2018-2022 », « 2011-036/PM-RM », “19–23”: some browsers break a line after any hyphen. A no-break hyphen
# or a joiner would hide these words from a search in the page, and go along when they are copied.
COMPOUND = re.compile(
    r"(?<![\w/.-])[0-9A-ZÀ-Þ]+(?:/[0-9A-ZÀ-Þ]+)*[-–][0-9A-ZÀ-Þ]+(?:[-–/][0-9A-ZÀ-Þ]+)*(?![\w-])"
    r"|\bTier \d\b"
)
MARKUP = re.compile(r"(<(title|text|textarea|option|script|style)\b.*?</\2>|<!--.*?-->|<[^>]*>)", re.DOTALL)


def unbroken(html: str) -> str:
    """The markup with every period and reference of its text kept on one line."""
    parts = MARKUP.split(html)
    # Two groups: text, markup, name of its element, text…
    parts[::3] = [COMPOUND.sub(r'<span class="whole">\g<0></span>', text) for text in parts[::3]]
    parts[2::3] = [""] * len(parts[2::3])
    return "".join(parts)
