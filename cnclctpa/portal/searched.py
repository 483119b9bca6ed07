"""What is searched: each kind of object that a person may see, by what text, and how an answer is shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, CharField, F, Model, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, Lower, Replace
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Outcome, Workshop, WorkshopOrganisation
from cnclctpa.folding import fold
from cnclctpa.portal.asked import Days, Term
from cnclctpa.reference.models import Acronym, Event, Figure, Framework, Office, Organisation, Region, Source
from cnclctpa.typography import period, typeset
from evaluation.choices import AssessmentKind, TipTier
from evaluation.models import Assessment, Recommendation
from plans.models import Axis, Indicator, Plan, PlanPartner, Result, StrategicObjective

#: How the levels of the international reports are typed in figures.
ROMAN = {TipTier.TIER_1: "1 i", TipTier.TIER_2: "2 ii", TipTier.WATCH_LIST: "2 ii", TipTier.TIER_3: "3 iii"}


@dataclass(frozen=True)
class Hit:
    """One answer: a title, what it is, and where it is read."""

    title: str
    detail: str
    url: str
    language: str


@dataclass(frozen=True)
class Kind:
    """How one kind of object is searched and shown.

    ``text`` is the folded text that is searched. ``named`` gives the objects of this kind that an
    organisation named by the reader takes part in; ``days`` the fields of a first and a last day; ``amount``
    that of a number. The text of what ``is_coded`` begins with its code.
    """

    name: str | Promise
    objects: QuerySet
    title: str
    detail: str | Callable[[Model], str] = ""
    address: str = ""
    text: str = "search_text"
    named: Callable[[str], QuerySet] | None = None
    days: tuple[tuple[str, str], ...] = ()
    amount: str = ""
    is_coded: bool = False

    def matching(self, terms: list[Term]) -> QuerySet:
        condition = Q()
        for term in terms:
            condition &= self.answering(term)
        return self.objects.filter(condition)

    def answering(self, term: Term) -> Q:
        either = Q()
        lookup = "startswith" if term.is_code and self.is_coded else "contains"
        for piece in term.pieces:
            either |= Q(**{f"{self.text}__{lookup}": piece})
            if self.named is not None:
                either |= Q(pk__in=self.named(piece))
        if term.days is not None:
            for first, last in self.days:
                either |= during(term.days, first, last)
        if term.amounts and self.amount:
            either |= Q(**{f"{self.amount}__in": term.amounts})
        return either

    def hit(self, found) -> Hit:
        language = language_of(found, self.title)
        return Hit(
            title=typeset(said_by(found, self.title), language),
            detail=typeset(said_by(found, self.detail), language_of(found, self.detail)),
            url=f"{reverse(self.address)}#{found.slug}" if self.address else found.get_absolute_url(),
            language=language,
        )


def during(days: Days, first: str, last: str) -> Q:
    """Whether a period, open or shut by its last day, meets the days typed."""
    if days.first is None:
        found = Q(**{f"{first}__month": days.month})
        return found & Q(**{f"{first}__day": days.day}) if days.day else found
    ended = Q(**{f"{last}__gte": days.first}) | Q(**{f"{last}__isnull": True, f"{first}__gte": days.first})
    return Q(**{f"{first}__lte": days.last}) & ended


def organisations_named(piece: str) -> QuerySet:
    """The organisations that a piece of text names, by their name or an acronym."""
    return Organisation.objects.real().filter(Q(sort_text__contains=piece) | Q(pk__in=by_acronym(piece)))


def by_acronym(piece: str) -> QuerySet:
    return Acronym.objects.filter(search_text__contains=piece).values("organisation")


def supported(piece: str) -> QuerySet:
    return PlanPartner.objects.filter(organisation__in=organisations_named(piece)).values("plan")


def attended(piece: str) -> QuerySet:
    return WorkshopOrganisation.objects.filter(organisation__in=organisations_named(piece)).values("workshop")


def led(piece: str) -> QuerySet:
    return Activity.objects.filter(lead__in=organisations_named(piece)).values("pk")


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


def code_and_plan(found) -> str:
    """What tells apart two parts of plans that have the same title."""
    plan = found.objective.plan if isinstance(found, Result) else found.plan
    return pgettext("part of a plan", "%(code)s, %(years)s plan") % {"code": found.code, "years": plan.period}


def when_and_where(workshop) -> str:
    when = period(
        workshop.starts_on, workshop.ends_on, get_language() or "fr", precision=workshop.precision, short=True
    )
    return f"{when}, {workshop.place}" if workshop.place else when


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
        *(
            When(tier=tier.value, then=Value(f" {in_every_language(tier.label)} {ROMAN[tier]} "))
            for tier in TipTier
        ),
        default=Value(" "),
        output_field=CharField(),
    )
    return assessments.annotate(
        spoken_text=Concat(
            F("search_text"), named, Cast("year", CharField()), level, output_field=CharField()
        )
    )


def with_code(parts: QuerySet) -> QuerySet:
    """Parts of plans as people ask for them: by code, as it would be folded, besides their words."""
    groups = Replace(Replace(F("code"), Value("."), Value(" ")), Value("-"), Value(" "))
    return parts.annotate(
        coded_text=Concat(Value(" "), Lower(groups), F("search_text"), output_field=CharField())
    )


def kinds(user) -> Iterable[Kind]:
    plans = Plan.objects.visible_to(user).real()
    yield Kind(
        _("Plans"),
        plans,
        "title",
        "period",
        named=supported,
        days=(("starts_on", "ends_on"), ("adopted_on", "adopted_on"), ("launched_on", "launched_on")),
        amount="total_budget",
    )
    yield Kind(_("Axes"), Axis.objects.filter(plan__in=plans).select_related("plan"), "title", "plan")
    yield Kind(
        _("Strategic objectives"),
        with_code(StrategicObjective.objects.filter(plan__in=plans).select_related("plan")),
        "title",
        code_and_plan,
        text="coded_text",
        is_coded=True,
    )
    yield Kind(
        _("Expected results"),
        with_code(Result.objects.filter(objective__plan__in=plans).select_related("objective__plan")),
        "title",
        code_and_plan,
        text="coded_text",
        is_coded=True,
    )
    yield Kind(
        _("Activities"),
        Activity.objects.filter(plan__in=plans).select_related("plan"),
        "title",
        code_and_plan,
        named=led,
        is_coded=True,
    )
    yield Kind(
        _("Indicators"),
        Indicator.objects.filter(plan__in=plans).select_related("plan"),
        "name",
        code_and_plan,
        is_coded=True,
    )
    yield Kind(
        _("Workshops"),
        Workshop.objects.visible_to(user).real(),
        "title",
        when_and_where,
        named=attended,
        days=(("starts_on", "ends_on"),),
    )
    yield Kind(
        _("Outcomes of workshops"),
        Outcome.objects.visible_to(user).real(),
        "text",
        "get_kind_display",
        "activities:outcome-list",
    )
    yield Kind(
        _("Recommendations"),
        Recommendation.objects.visible_to(user).real(),
        "text",
        "reference",
        days=(("issued_on", "issued_on"),),
    )
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
        named=by_acronym,
    )
    offices = Office.objects.filter(organisation__is_demonstration=False)
    yield Kind(_("Offices"), offices, "person", "function", "portal:committee")
    yield Kind(
        _("Figures"),
        Figure.objects.all(),
        "measure",
        years_and_scope,
        "portal:figure-list",
        days=(("period_to", "period_to"),),
        amount="value",
    )
    yield Kind(
        _("Law and key dates"),
        Event.objects.all(),
        "title",
        "get_kind_display",
        "portal:law",
        days=(("on", "ends_on"),),
    )
    yield Kind(_("Frameworks"), Framework.objects.all(), "title", "get_kind_display", "portal:about")
    yield Kind(_("Regions"), Region.objects.defer("shape"), "name", "get_division_display")
    yield Kind(
        _("Sources"),
        Source.objects.all(),
        "title",
        "publisher",
        "portal:source-list",
        days=(("published_on", "published_on"),),
    )
