"""Searching everything a person may see, blind to case and accents, and to which acronym was typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.models import Outcome, Workshop
from cnclctpa.folding import fold
from cnclctpa.reference.models import Acronym, Event, Figure, Framework, Office, Organisation, Region, Source
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
class SearchReport:
    query: str
    understood: tuple[str, ...]
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
    return SearchReport(query=query, understood=tuple(understood), lists=lists)


@dataclass(frozen=True)
class Known:
    """An organisation as a reader may type it."""

    name: str
    acronyms: frozenset[str]
    texts: tuple[str, ...]


def acronyms_by_organisation() -> list[Known]:
    rows: dict[int, tuple[Organisation, list[str]]] = {}
    for acronym in Acronym.objects.select_related("organisation"):
        rows.setdefault(acronym.organisation_id, (acronym.organisation, []))[1].append(fold(acronym.text))
    return [
        Known(
            name=str(organisation),
            acronyms=frozenset(text.replace(" ", "") for text in texts),
            texts=tuple(dict.fromkeys([*texts, *(fold(name) for name in names(organisation))])),
        )
        for organisation, texts in rows.values()
    ]


def names(organisation: Organisation) -> Iterable[str]:
    return (name for name in (organisation.name_fr, organisation.name_en) if name)


def expand(words: list[str], organisations: list[Known]) -> tuple[list[tuple[str, ...]], list[str]]:
    """The alternatives of each word, and the organisations recognised.

    Two neighbouring words may be one acronym written with a stroke (``CNCLTP/PA``).
    """
    terms: list[tuple[str, ...]] = []
    understood: list[str] = []
    position = 0
    while position < len(words):
        for length in (2, 1):
            typed = "".join(words[position : position + length])
            known = [organisation for organisation in organisations if typed in organisation.acronyms]
            if known and position + length <= len(words):
                understood.extend(organisation.name for organisation in known)
                terms.append(tuple(text for organisation in known for text in organisation.texts))
                position += length
                break
        else:
            terms.append((words[position],))
            position += 1
    return terms, understood


def matching(terms: list[tuple[str, ...]], *, also: str = "") -> Q:
    """Each term begins a word of the folded text, or of the folded text reached by ``also``."""
    condition = Q()
    for alternatives in terms:
        either = Q()
        for text in alternatives:
            either |= Q(search_text__contains=f" {text}")
            if also:
                either |= Q(**{f"{also}__search_text__contains": f" {text}"})
        condition &= either
    return condition


@dataclass(frozen=True)
class Kind:
    """How one kind of object is searched and shown."""

    name: str | Promise
    objects: QuerySet
    title: str
    detail: str = ""
    address: str = ""
    also: str = ""

    def hit(self, found) -> Hit:
        return Hit(
            title=said_by(found, self.title),
            detail=said_by(found, self.detail),
            url=f"{reverse(self.address)}#{found.slug}" if self.address else found.get_absolute_url(),
            language=language_of(found, self.title),
        )


def said_by(found, name: str) -> str:
    value = getattr(found, name) if name else ""
    return str(value() if callable(value) else value)


def language_of(found, name: str) -> str:
    """The language in which a content field is read here: French where the English is missing."""
    language = get_language() or settings.LANGUAGE_CODE
    is_content = hasattr(found, f"{name}_{language}")
    return settings.LANGUAGE_CODE if is_content and not getattr(found, f"{name}_{language}") else language


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
    yield Kind(_("International reports"), Assessment.objects.all(), "__str__", "get_tier_display")
    yield Kind(
        _("Organisations"),
        Organisation.objects.real().distinct(),
        "name",
        "get_kind_display",
        "portal:committee",
        also="acronyms",
    )
    yield Kind(_("Offices"), Office.objects.all(), "person", "function", "portal:committee")
    yield Kind(_("Figures"), Figure.objects.all(), "measure", "scope", "portal:figure-list")
    yield Kind(_("Law and milestones"), Event.objects.all(), "title", "get_kind_display", "portal:law")
    yield Kind(_("Frameworks"), Framework.objects.all(), "title", "get_kind_display", "portal:about")
    yield Kind(_("Regions"), Region.objects.defer("shape"), "name", "get_division_display")
    yield Kind(_("Sources"), Source.objects.all(), "title", "publisher", "portal:source-list")


def listed(kind: Kind, terms: list[tuple[str, ...]]) -> HitList:
    found = list(kind.objects.filter(matching(terms, also=kind.also)))
    return HitList(kind=kind.name, hits=tuple(kind.hit(one) for one in found[:SHOWN]), total=len(found))
