"""The regions of the three divisions, from the files of the dossier: the newer divide the older."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from cnclctpa.reference.choices import Division, RegionKind

FACTS = Path(__file__).parent / "facts"

SOURCES = {
    Division.D2012: ["natural-earth", "iso-codes"],
    Division.D2016: ["iso-codes", "numerotation-2021"],
    Division.D2023: ["decoupage-regions-meres", "regions-du-mali", "factbook-regions"],
}


def region_entries() -> Iterator[dict[str, Any]]:
    """The regions, in the shape of an entry of a content file, oldest division first."""
    divisions = json.loads((FACTS / "mali_decoupage.json").read_text())["divisions"]
    shapes = {
        feature["properties"]["code_iso"]: feature
        for feature in json.loads((FACTS / "mali_regions.geojson").read_text())["features"]
    }
    older: dict[str, str] = {}
    for division in Division.values:
        regions = divisions[division]["regions"]
        current = {}
        for position, region in enumerate(regions, start=1):
            entry = one_region(division, position, region, older)
            if division == Division.D2012:
                entry |= drawn(shapes[region["iso_3166_2"]])
            yield entry
            # A new region of 2023 may be one of 2016 already: it then comes from itself.
            current[entry["name"]] = current[entry["iso_code"]] = f"{division}/{entry['slug']}"
        older |= current


def one_region(division: str, position: int, region: dict, older: dict[str, str]) -> dict[str, Any]:
    entry = {
        "division": division,
        "slug": slugify(region["nom"]),
        "name": region["nom"],
        "kind": region.get("type", RegionKind.REGION),
        "iso_code": region.get("iso_3166_2") or "",
        "position": position,
        "sources": SOURCES[Division(division)],
    }
    if older:
        entry["parent"] = older.get(region["nom"]) or older[region["mere_2012"]]
    return entry


def drawn(feature: dict) -> dict[str, Any]:
    return {"shape": feature["geometry"], "label_point": feature["properties"]["point_etiquette"]}
