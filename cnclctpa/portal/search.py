"""Searching everything a person may see, blind to case and accents, and to which acronym was typed."""

import re
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.db.models import Count, Window
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language

from cnclctpa.folding import fold
from cnclctpa.portal.asked import WORDS, Term, asked
from cnclctpa.portal.searched import Hit, Kind, kinds, language_of
from cnclctpa.reference.models import Acronym, Organisation
from cnclctpa.spelling import spelled

#: What one list shows; the count beside it says how many there are.
SHOWN = 12
#: What people type of the level that an international report gives; the press calls it a category or a zone.
LEVEL = re.compile(r"\b(categories?|tier|zone rouge|classement|liste de surveillance|watch ?list)\b")


@dataclass(frozen=True)
class HitList:
    """The answers of one kind; ``total`` may exceed the hits shown."""

    kind: str | Promise
    hits: tuple[Hit, ...]
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.hits)


@dataclass(frozen=True)
class Understood:
    """An organisation recognised by one of its acronyms."""

    acronym: str
    name: str
    language: str


@dataclass(frozen=True)
class SearchReport:
    query: str
    understood: tuple[Understood, ...]
    lists: tuple[HitList, ...]

    @property
    def total(self) -> int:
        return sum(found.total for found in self.lists)

    @property
    def total_in_letters(self) -> str:
        return capfirst(spelled(self.total, get_language() or settings.LANGUAGE_CODE))

    @property
    def is_about_a_level(self) -> bool:
        """Whether the reader looks for the level of the country, which the reports give year by year."""
        return bool(LEVEL.search(fold(self.query)))


def search(query: str, *, user) -> SearchReport:
    """Everything visible to ``user`` in which each word of ``query`` begins a word, whatever its ending.

    An acronym of an organisation stands for the organisation: any of its acronyms, or its name, answers.
    A date answers by the days of plans, workshops and events, an amount by the value of a figure.
    ``understood`` names the organisations that were recognised by an acronym.
    """
    organisations = acronyms_by_organisation()
    texts: dict[str, tuple[str, ...]] = {}
    for one in organisations:
        for typed in one.acronyms:
            texts[typed] = (*texts.get(typed, ()), *one.texts)
    terms = asked(query, texts)
    if not terms:
        return SearchReport(query=query, understood=(), lists=())
    lists = tuple(found for found in (listed(kind, terms) for kind in kinds(user)) if found.total)
    return SearchReport(query=query, understood=recognised(query, organisations), lists=lists)


@dataclass(frozen=True)
class Known:
    """An organisation as a reader may type it: its acronyms without strokes, then all that stands for it."""

    organisation: Organisation
    acronyms: dict[str, str]
    texts: tuple[str, ...]


def acronyms_by_organisation() -> list[Known]:
    rows: dict[int, list[Acronym]] = {}
    for acronym in Acronym.objects.filter(organisation__is_demonstration=False).select_related(
        "organisation"
    ):
        rows.setdefault(acronym.organisation_id, []).append(acronym)
    return [known(acronyms) for acronyms in rows.values()]


def known(acronyms: list[Acronym]) -> Known:
    organisation = acronyms[0].organisation
    names = [getattr(organisation, f"name_{code}") for code, _language in settings.LANGUAGES]
    texts = [*(acronym.text for acronym in acronyms), *names]
    return Known(
        organisation=organisation,
        acronyms={fold(acronym.text).replace(" ", ""): acronym.text for acronym in acronyms},
        texts=tuple(dict.fromkeys(fold(text) for text in texts if text)),
    )


def recognised(query: str, organisations: list[Known]) -> tuple[Understood, ...]:
    """The organisations whose acronym was typed, in one word or in two that a stroke joined."""
    words = fold(query).split()[:WORDS]
    typed = dict.fromkeys([*words, *(before + after for before, after in pairwise(words))])
    return tuple(
        Understood(one.acronyms[word], str(one.organisation), language_of(one.organisation, "name"))
        for word in typed
        for one in organisations
        if word in one.acronyms
    )


def listed(kind: Kind, terms: list[Term]) -> HitList:
    """The first answers and the number of all, by one query."""
    found = kind.matching(terms).annotate(number_of_answers=Window(Count("pk")))[:SHOWN]
    answers = list(found)
    return HitList(
        kind=kind.name,
        hits=tuple(kind.hit(one) for one in answers),
        total=answers[0].number_of_answers if answers else 0,
    )
