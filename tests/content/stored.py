"""What the database holds of the dossier, in the terms of the dossier."""

from typing import Any

from django.db.models import Manager, Model

from activities.models import Workshop
from cnclctpa.content.kinds import FILES, REGION, Kind
from cnclctpa.reference.models import Event, Figure, Organisation, Source
from evaluation.models import Assessment
from plans.models import Plan

PLANS = ["2015-2017", "2018-2022", "2023-2027"]
WORKSHOPS = [
    "2016-03-bamako-lancement",
    "2016-03-formation-acteurs-judiciaires",
    "2017-10-bamako-renforcement-comite",
    "2018-03-sikasso-evaluation",
    "2018-05-consultation-loi",
    "2018-06-sikasso-validation",
    "2019-02-bamako-lancement",
    "2020-02-bamako-plan-annuel-2020",
    "2021-09-bamako-mecanisme-de-referencement",
    "2022-11-bamako-formation-ics-tip",
    "2023-10-bamako-lancement",
    "2025-05-bamako-rapport-annuel-2024",
]
LAWS = ["loi-2012-023", "code-penal-2024", "constitution-2023", "projets-de-loi-2025", "protocole-de-palerme"]

DOL = "https://www.dol.gov/agencies/ilab/resources/reports/child-labor/mali (édition {})"
FACTBOOK = "CIA, The World Factbook, fiche Mali, édition en ligne au {}"
# The sources that the dossier names otherwise than by their address alone.
NAMED = {
    DOL.format(2017): "dol-2017",
    DOL.format(2018): "dol-2018",
    FACTBOOK.format("2015-10-26"): "tip2014",
    FACTBOOK.format("2016-11-06"): "tip2015",
    FACTBOOK.format("2023-03-16"): "tip2022b",
    FACTBOOK.format("2024-08-15"): "tip2024",
    "CIA, The World Factbook, toutes fiches, édition en ligne au 2025-10-07 : "
    "45 entrées renvoient au rapport 2025 et le Mali n’y figure plus": "tip2025",
    "https://aassone.com/George-Mentz-Colorado-Springs-179.html (extrait du rapport TIP, "
    "«third consecutive year» ; daté 2015 par recoupement)": "tip2015b",
}

KINDS: dict[type[Model], Kind] = {
    part.model: part
    for kind in [*(one for group in FILES.values() for one in group), REGION]
    for part in kind
}


def plan(rank: int) -> Plan:
    return Plan.objects.get(slug=PLANS[rank])


def workshop(rank: int) -> Workshop:
    return Workshop.objects.get(slug=WORKSHOPS[rank])


def law(rank: int) -> Event:
    return Event.objects.get(slug=LAWS[rank])


def event(slug: str) -> Event:
    return Event.objects.get(slug=slug)


def figure(slug: str) -> Figure:
    return Figure.objects.get(slug=slug)


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def assessment(year: int) -> Assessment:
    return Assessment.objects.get(kind="tip", year=year)


def source(name: str) -> Source:
    """The source that the dossier names by its address or by a description."""
    return Source.objects.get(slug=NAMED[name]) if name in NAMED else Source.objects.get(url=name)


def with_parts(row: Any) -> list[Any]:
    """A row and everything that the content files write under it."""
    rows = [row]
    for part in KINDS[type(row)].parts:
        manager: Manager = part.model._default_manager
        for child in manager.filter(**{part.parent: row}).order_by("pk"):
            rows += with_parts(child)
    return rows


def sources_of(row: Any) -> set[str]:
    """The sources of a row and of its parts, by identifier."""
    return {
        slug
        for one in with_parts(row)
        if hasattr(one, "sources")
        for slug in one.sources.values_list("slug", flat=True)
    }


def text_of(row: Any) -> str:
    """The French texts of a row and of its parts, end to end."""
    return "\n".join(
        str(getattr(one, field.name))
        for one in with_parts(row)
        for field in one._meta.concrete_fields
        if field.name.endswith("_fr") and getattr(one, field.name)
    )


def cites(row: Any, name: str) -> bool:
    return source(name).slug in sources_of(row)
