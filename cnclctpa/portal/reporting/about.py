"""What the page about the site shows: what it holds, and the frameworks to which plans contribute."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from activities.models import Workshop
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Figure, Framework, Source
from plans.models import Plan


@dataclass(frozen=True)
class SiteReport:
    """What may be read here: how much of each thing, and the frameworks with the plans that name them."""

    plans: int
    workshops: int
    figures: int
    sources: int
    frameworks: tuple[Framework, ...]


def report_on_site(user) -> SiteReport:
    plans = Plan.objects.visible_to(user).real()
    contributing: Any = Prefetch("plans", plans.order_by("starts_on"))
    frameworks = list(Framework.objects.prefetch_related(contributing))
    with_sources(frameworks)
    return SiteReport(
        plans=plans.count(),
        workshops=Workshop.objects.visible_to(user).real().count(),
        figures=Figure.objects.count(),
        sources=Source.objects.count(),
        frameworks=tuple(frameworks),
    )
