"""What pasted words may name: organisations, regions, what activities serve, activities already there."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from activities.models import Activity
from cnclctpa.folding import fold
from cnclctpa.reference.models import Acronym, Organisation, Region
from plans.models import Plan, Result, StrategicObjective

#: Near names that are offered for words that name no organisation.
NEAR = 6
ALIKE = 0.6
ARTICLE = re.compile(r"^(?:l|le|la|les|the) ")
A_CODE = re.compile(r"\d+(?:\.[0-9a-z]+)+|\d+", re.IGNORECASE)
OF_A_REGION = re.compile(r"^(?:region|regions|district|cercle|gouvernorat) (?:de |du |d )?")
WHOLE_COUNTRY = {
    *("national", "nationale", "niveau national", "mali", "le mali", "tout le pays", "pays entier"),
    *("ensemble du pays", "ensemble du territoire", "tout le territoire", "territoire national"),
    *("toutes les regions", "toutes regions", "l ensemble du territoire", "the whole country", "nationwide"),
}
PARTED = re.compile(r"[,;/\n+&•]|\s(?:et|and)\s")


@dataclass
class Named:
    """Objects by the words that name them; words that name several name none of them."""

    names: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, words: str, key: int, name: str) -> None:
        if folded := without_article(fold(words)):
            self.names[folded][key] = name

    def find(self, words: str) -> int | None:
        found = self.names.get(without_article(fold(words)), {})
        return next(iter(found)) if len(found) == 1 else None

    def near(self, words: str) -> list[tuple[int, str]]:
        """Those whose words are nearest, the nearest first."""
        folded = without_article(fold(words))
        keys = get_close_matches(folded, self.names, n=NEAR, cutoff=ALIKE)
        spaced = f" {folded} "
        keys += [one for one in self.names if len(one) > 1 and f" {one} " in spaced]
        keys += [one for one in self.names if len(folded) > 2 and f" {folded} " in f" {one} "]
        found: dict[int, str] = {}
        for one in keys:
            found |= {key: name for key, name in self.names[one].items() if key not in found}
        return list(found.items())[:NEAR]


@dataclass
class Knowledge:
    """Read once for a page: as many queries for one line as for five hundred."""

    plan: Plan
    organisations: dict[int, Organisation]
    leads: Named
    regions: dict[str, int]
    region_names: dict[int, str]
    serves: dict[str, StrategicObjective | Result]
    #: Folded titles of the plan, and the code of the activity that has each.
    titles: dict[str, str]
    codes: set[str]

    def regions_of(self, text: str) -> tuple[list[int], list[str]]:
        """The regions that are named, and the words that name none."""
        found, unknown = [], []
        for words in filter(None, (one.strip(" .") for one in PARTED.split(text))):
            folded = fold(words)
            bare = OF_A_REGION.sub("", folded)
            key = self.regions.get(bare) or self.regions.get(folded)
            if key:
                found.append(key)
            elif folded not in WHOLE_COUNTRY:
                unknown.append(words)
        return list(dict.fromkeys(found)), unknown

    def served_by(self, text: str) -> str:
        """The code of the objective or the result that is named; empty when none is."""
        folded = fold(text)
        for code in A_CODE.findall(text):
            if code in self.serves:
                return code
        return next((code for code, one in self.serves.items() if fold(one.title) == folded), "")


def without_article(folded: str) -> str:
    return ARTICLE.sub("", folded)


def knowledge_of(plan: Plan) -> Knowledge:
    shown = Organisation.objects.all() if plan.is_demonstration else Organisation.objects.real()
    organisations = list(shown)
    acronyms = Acronym.objects.filter(organisation__in=shown).values_list("organisation_id", "text")
    activities = Activity.objects.of(plan).values_list("title_fr", "code")
    regions = named_regions()
    return Knowledge(
        plan=plan,
        organisations={one.pk: one for one in organisations},
        leads=named_organisations(organisations, acronyms),
        regions={fold(name): key for key, name in regions},
        region_names=dict(regions),
        serves=served(plan),
        titles={fold(title): code for title, code in activities},
        codes={code for _title, code in activities},
    )


def named_regions() -> list[tuple[int, str]]:
    """The newest division comes last: of two regions of one name, it is the one that people mean today."""
    rows = Region.objects.order_by("division", "position", "slug").values_list("pk", "name")
    return list(rows)


def named_organisations(organisations: Iterable[Organisation], acronyms: Iterable[tuple[int, str]]) -> Named:
    named = Named()
    by_key: dict[int, Any] = {one.pk: one for one in organisations}
    for one in by_key.values():
        named.add(one.name_fr, one.pk, str(one))
        named.add(one.name_en or "", one.pk, str(one))
    for key, acronym in acronyms:
        name = by_key[key].name_fr
        for words in (acronym, f"{name} {acronym}", f"{acronym} {name}"):
            named.add(words, key, str(by_key[key]))
    return named


def served(plan: Plan) -> dict[str, StrategicObjective | Result]:
    """By code, each objective before its results."""
    found: dict[str, StrategicObjective | Result] = {}
    results = Result.objects.filter(objective__plan=plan).select_related("objective")
    under = defaultdict(list)
    for result in results.order_by("position", "pk"):
        under[result.objective_id].append(result)
    for one in StrategicObjective.objects.filter(plan=plan).order_by("axis__position", "position", "pk"):
        found[one.code] = one
        found |= {result.code: result for result in under[one.pk]}
    return found
