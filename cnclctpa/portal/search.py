"""Searching everything a person may see, blind to case and accents, and to which acronym was typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, CharField, Count, F, Model, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from activities.models import Outcome, Workshop
from cnclctpa.folding import fold
from cnclctpa.reference.models import Acronym, Event, Figure, Framework, Office, Organisation, Region, Source
from cnclctpa.typography import period, typeset
from evaluation.choices import AssessmentKind, TipTier
from evaluation.models import Assessment, Recommendation
from plans.models import Axis, Plan, StrategicObjective

#: What one list shows; the count beside it says how many there are.
SHOWN = 12
#: Words beyond these are not looked for.
WORDS = 8


@dataclass(frozen=True)
class Hit:
    """One answer: a title, what it is, and where it is read."""

    title: str
    detail: str
    url: str
    language: str


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


def search(query: str, *, user) -> SearchReport:
    """Everything visible to ``user`` in which each word of ``query`` begins a word.

    An acronym of an organisation stands for the organisation: any of its acronyms, or its name, answers.
    ``understood`` names the organisations that were recognised so.
    """
    words = fold(query).split()[:WORDS]
    if not words:
        return SearchReport(query=query, understood=(), lists=())
    terms, understood = expand(words, acronyms_by_organisation())
    lists = tuple(found for found in (listed(kind, terms) for kind in kinds(user)) if found.total)
    return SearchReport(query=query, understood=tuple(dict.fromkeys(understood)), lists=lists)


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


def expand(words: list[str], organisations: list[Known]) -> tuple[list[tuple[str, ...]], list[Understood]]:
    """What may answer each word, as pieces of folded text, and the organisations recognised.

    A word answers by its beginning, an acronym and what stands for it as a whole. Two neighbouring words
    may be one acronym written with a stroke (``CNCLTP/PA``).
    """
    terms: list[tuple[str, ...]] = []
    understood: list[Understood] = []
    position = 0
    while position < len(words):
        for length in (2, 1):
            typed = "".join(words[position : position + length])
            found = [one for one in organisations if typed in one.acronyms]
            if found and position + length <= len(words):
                understood.extend(recognised(one, typed) for one in found)
                terms.append(tuple(f" {text} " for one in found for text in one.texts))
                position += length
                break
        else:
            terms.append((f" {words[position]}",))
            position += 1
    return terms, understood


def recognised(one: Known, typed: str) -> Understood:
    return Understood(
        acronym=one.acronyms[typed],
        name=str(one.organisation),
        language=language_of(one.organisation, "name"),
    )


@dataclass(frozen=True)
class Kind:
    """How one kind of object is searched and shown.

    ``text`` is the folded text that is searched; ``acronyms`` says to search those of an organisation too.
    """

    name: str | Promise
    objects: QuerySet
    title: str
    detail: str | Callable[[Model], str] = ""
    address: str = ""
    text: str = "search_text"
    acronyms: QuerySet | None = None

    def matching(self, terms: list[tuple[str, ...]]) -> QuerySet:
        condition = Q()
        for alternatives in terms:
            either = Q()
            for piece in alternatives:
                either |= Q(**{f"{self.text}__contains": piece})
                if self.acronyms is not None:
                    named = self.acronyms.filter(search_text__contains=piece)
                    either |= Q(pk__in=named.values("organisation"))
            condition &= either
        return self.objects.filter(condition)

    def hit(self, found) -> Hit:
        language = language_of(found, self.title)
        return Hit(
            title=typeset(said_by(found, self.title), language),
            detail=typeset(said_by(found, self.detail), language_of(found, self.detail)),
            url=f"{reverse(self.address)}#{found.slug}" if self.address else found.get_absolute_url(),
            language=language,
        )


def said_by(found, name: str | Callable) -> str:
    if callable(name):
        return name(found)
    value = getattr(found, name) if name else ""
    return str(value() if callable(value) else value)


def language_of(found, name: str | Callable) -> str:
    """The language in which a content field is read here: French where the English is missing."""
    language = get_language() or settings.LANGUAGE_CODE
    is_content = hasattr(found, f"{name}_{language}")
    return settings.LANGUAGE_CODE if is_content and not getattr(found, f"{name}_{language}") else language


def years_and_scope(figure) -> str:
    """What tells apart two figures of the same thing."""
    years = period(figure.period_from, figure.period_to, get_language() or "fr", precision="year")
    return f"{years}, {figure.scope}" if figure.scope else years


def in_every_language(label: Promise) -> str:
    """The words of a choice, folded, whatever language is typed."""
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(fold(str(label)))
    return " ".join(found)


def with_spoken_text(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Reports as people ask for them: by name, year and level, besides what they found."""
    named = Case(
        *(When(kind=kind.value, then=Value(f" {in_every_language(kind.label)} ")) for kind in AssessmentKind),
        default=Value(" "),
        output_field=CharField(),
    )
    level = Case(
        *(When(tier=tier.value, then=Value(f" {in_every_language(tier.label)} ")) for tier in TipTier),
        default=Value(" "),
        output_field=CharField(),
    )
    return assessments.annotate(
        spoken_text=Concat(
            F("search_text"), named, Cast("year", CharField()), level, output_field=CharField()
        )
    )


def kinds(user) -> Iterable[Kind]:
    plans = Plan.objects.visible_to(user).real()
    yield Kind(_("Plans"), plans, "title", "period")
    yield Kind(_("Axes"), Axis.objects.filter(plan__in=plans).select_related("plan"), "title", "plan")
    yield Kind(
        _("Strategic objectives"),
        StrategicObjective.objects.filter(plan__in=plans).select_related("plan"),
        "title",
        "plan",
    )
    yield Kind(_("Workshops"), Workshop.objects.visible_to(user).real(), "title", "place")
    yield Kind(
        _("Outcomes of workshops"),
        Outcome.objects.visible_to(user).real(),
        "text",
        "get_kind_display",
        "activities:outcome-list",
    )
    yield Kind(_("Recommendations"), Recommendation.objects.visible_to(user).real(), "text", "reference")
    yield Kind(
        _("International reports"),
        with_spoken_text(Assessment.objects.all()),
        "__str__",
        "get_tier_display",
        text="spoken_text",
    )
    yield Kind(
        _("Organisations"),
        Organisation.objects.real(),
        "name",
        "get_kind_display",
        "portal:committee",
        acronyms=Acronym.objects.all(),
    )
    offices = Office.objects.filter(organisation__is_demonstration=False)
    yield Kind(_("Offices"), offices, "person", "function", "portal:committee")
    yield Kind(_("Figures"), Figure.objects.all(), "measure", years_and_scope, "portal:figure-list")
    yield Kind(_("Law and key dates"), Event.objects.all(), "title", "get_kind_display", "portal:law")
    yield Kind(_("Frameworks"), Framework.objects.all(), "title", "get_kind_display", "portal:about")
    yield Kind(_("Regions"), Region.objects.defer("shape"), "name", "get_division_display")
    yield Kind(_("Sources"), Source.objects.all(), "title", "publisher", "portal:source-list")


def listed(kind: Kind, terms: list[tuple[str, ...]]) -> HitList:
    """The first answers and the number of all, by one query."""
    found = kind.matching(terms).annotate(number_of_answers=Window(Count("pk")))[:SHOWN]
    answers = list(found)
    return HitList(
        kind=kind.name,
        hits=tuple(kind.hit(one) for one in answers),
        total=answers[0].number_of_answers if answers else 0,
    )
