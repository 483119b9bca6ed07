"""Every source, and what rests on it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Outcome, Participation, Workshop, WorkshopStatement
from cnclctpa.folding import fold
from cnclctpa.reference import models as reference
from evaluation.models import Assessment, AssessmentStatement, Recommendation
from plans import models as of_plans


@dataclass(frozen=True)
class Use:
    """How many facts of one kind rest on a source, and where they are read."""

    kind: str | Promise
    page: str
    facts: int


@dataclass(frozen=True)
class CitedSource:
    source: reference.Source
    uses: tuple[Use, ...]

    @property
    def facts(self) -> int:
        return sum(use.facts for use in self.uses)


@dataclass(frozen=True)
class SourceList:
    query: str
    sources: tuple[CitedSource, ...]
    total: int

    @property
    def publishers(self) -> int:
        return len({cited.source.publisher for cited in self.sources})

    @property
    def undated(self) -> int:
        return sum(cited.source.published_on is None for cited in self.sources)


#: The kinds of facts, as named to the reader, and the page where each kind is read.
KINDS: tuple[tuple[str | Promise, str], ...] = (
    (_("plans"), "plans:plan-list"),
    (_("workshops"), "activities:workshop-list"),
    (_("outcomes of workshops"), "activities:outcome-list"),
    (_("recommendations"), "evaluation:recommendation-list"),
    (_("international reports"), "evaluation:assessment-list"),
    (_("figures"), "portal:figure-list"),
    (_("law and key dates"), "portal:law"),
    (_("committee and organisations"), "portal:committee"),
    (_("frameworks"), "portal:about"),
    (_("regions"), "portal:region-list"),
)


def report_on_sources(user, *, query: str = "") -> SourceList:
    """The sources in which each word of ``query`` begins a word, with the facts that ``user`` may read."""
    every = list(reference.Source.objects.all())
    words = fold(query).split()
    found = [source for source in every if all(f" {word}" in source.search_text for word in words)]
    uses = uses_by_source(user)
    return SourceList(
        query=query,
        sources=tuple(CitedSource(source, uses_of(uses[source.pk])) for source in found),
        total=len(every),
    )


def uses_of(counts: Counter[int]) -> tuple[Use, ...]:
    return tuple(
        Use(kind, page, counts[number]) for number, (kind, page) in enumerate(KINDS) if counts[number]
    )


def uses_by_source(user) -> defaultdict[int, Counter[int]]:
    """For each source, the number of facts of each of ``KINDS``: one query, whatever cites sources."""
    links = [
        facts.filter(sources__isnull=False)
        .order_by()
        .values("sources")
        .annotate(kind=Value(number, IntegerField()), facts=Count("pk"))
        .values_list("sources", "kind", "facts")
        for number, group in enumerate(facts_visible_to(user))
        for facts in group
    ]
    uses: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for source, kind, facts in links[0].union(*links[1:], all=True):
        uses[source][kind] += facts
    return uses


def facts_visible_to(user) -> Iterable[tuple[QuerySet, ...]]:
    """What cites sources, in the order of ``KINDS``; of plans and workshops, what the person may see."""
    plans = of_plans.Plan.objects.visible_to(user).real()
    workshops = Workshop.objects.visible_to(user).real()
    parts = (
        of_plans.PlanStatement,
        of_plans.PlanPartner,
        of_plans.ProcessStep,
        of_plans.AnnualPlan,
        of_plans.Axis,
        of_plans.StrategicObjective,
    )
    yield (
        plans,
        *(part._default_manager.filter(plan__in=plans) for part in parts),
        of_plans.Result.objects.filter(objective__plan__in=plans),
        of_plans.Measurement.objects.validated().filter(indicator__plan__in=plans),
    )
    yield (
        workshops,
        *(
            part._default_manager.filter(workshop__in=workshops)
            for part in (Participation, WorkshopStatement)
        ),
    )
    yield (Outcome.objects.filter(workshop__in=workshops),)
    yield (Recommendation.objects.visible_to(user).real(),)
    yield (Assessment.objects.all(), AssessmentStatement.objects.all())
    yield (reference.Figure.objects.all(),)
    yield (reference.Event.objects.all(), reference.EventStatement.objects.all())
    yield (
        reference.Organisation.objects.real(),
        reference.OrganisationStatement.objects.filter(organisation__is_demonstration=False),
        reference.Mandate.objects.filter(organisation__is_demonstration=False),
        reference.Office.objects.filter(organisation__is_demonstration=False),
    )
    yield (reference.Framework.objects.all(),)
    yield (reference.Region.objects.all(),)
