"""How the dashboard says its figures, in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.charts.axis import short
from cnclctpa.portal.reporting.dashboard.rows import AxisRow
from plans.choices import Pillar

#: Below this, two shares are shown as the same.
SAME = Decimal("0.0005")


@dataclass(frozen=True)
class Named:
    """A title in the two languages of the content, as the tag `content` reads it."""

    title: str
    title_en: str = ""


def named(french: str, english: str | None) -> Named:
    return Named(english if english and language() == "en" else french, english or "")


def title_of(row: Any) -> Named:
    """Of a row of the database, whose columns of each language are made as the program starts."""
    return named(row.title_fr, row.title_en)


@dataclass(frozen=True)
class AxisLink:
    """An axis as the navigation of a plan reads it, without being an object of the database."""

    plan: str
    position: int
    pillar: str
    title: str
    title_en: str

    @property
    def get_pillar_display(self) -> str | Promise:
        return Pillar(self.pillar).label

    @property
    def get_absolute_url(self) -> str:
        return reverse("portal:axis-detail", args=[self.plan, self.position])


def axis_link(plan: str, row: AxisRow) -> AxisLink:
    name = named(row.title_fr, row.title_en)
    return AxisLink(plan, row.position, row.pillar, name.title, name.title_en)


def language() -> str:
    return get_language() or "fr"


def count(value: int) -> str:
    return typography.number(value, language())


def percent(share: Decimal | None, decimals: int = 1) -> str:
    return typography.percent(share, language(), decimals=decimals)


def percent_sign() -> str:
    return typography.habits(language()).before_percent + "%"


def points(share: Decimal) -> str:
    """A difference between two shares: « 11,4 points »."""
    value = typography.rounded(abs(share) * 100, 1)
    is_one = value < 2 if language() == "fr" else value == 1
    told = typography.number(value, language(), decimals=1)
    return ngettext("%(points)s point", "%(points)s points", 1 if is_one else 2) % {"points": told}


def signed_points(share: Decimal) -> str:
    """The same with its sign; nothing when it would read as zero."""
    sign = typography.MINUS if share < 0 else "+"
    return points(share) if abs(share) < SAME else sign + points(share)


def francs(amount: Decimal | None) -> str:
    """An amount in a sentence, as short as its size allows: « 4,26 Md FCFA »."""
    if amount is None:
        return typography.unknown(language())
    told = _("XOF %(amount)s") % {"amount": short(amount, language())}
    return told.replace(" ", typography.NBSP)


def listed(parts: Iterable[tuple[int, str]]) -> str:
    """What a figure counts: « 117 activités · 3 abandonnées exclues »; zeros are left out."""
    return f"{typography.NBSP}· ".join(words % {"count": count(value)} for value, words in parts if value)
