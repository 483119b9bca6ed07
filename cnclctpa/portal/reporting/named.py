"""Organisations, activities and axes by their names alone: what a remembered report holds of them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from activities.models import Activity
from activities.schedule import Timeliness
from cnclctpa.reference.models import Organisation
from plans.models import Axis


@dataclass(frozen=True)
class Body:
    """An organisation."""

    slug: str
    name: str
    name_en: str

    @classmethod
    def of(cls, organisation: Organisation) -> "Body":
        return cls(organisation.slug, *both(organisation, "name"))

    @classmethod
    def of_values(cls, slug: str, name_fr: str, name_en: str | None) -> "Body":
        return cls(slug, in_language(name_fr, name_en), name_en or "")


@dataclass(frozen=True)
class Entry:
    """An activity, and its state where that is told."""

    code: str
    title: str
    title_en: str
    timeliness: Timeliness | None = None

    @classmethod
    def of(cls, activity: Activity, timeliness: Timeliness | None = None) -> "Entry":
        return cls(activity.code, *both(activity, "title"), timeliness)


@dataclass(frozen=True)
class AxisName:
    """An axis, with what colours it."""

    position: int
    title: str
    title_en: str
    pillar: str

    @classmethod
    def of(cls, axis: Axis) -> "AxisName":
        return cls(axis.position, *both(axis, "title"), axis.pillar)


def both(one: Any, field: str) -> tuple[str, str]:
    """A translated field in the language of the page, then in English, empty where it has none."""
    english = getattr(one, f"{field}_en") or ""
    return in_language(getattr(one, f"{field}_fr"), english), english


def in_language(french: str, english: str | None) -> str:
    """The text in the language of the page, in French where it has no other."""
    return english if english and get_language() == "en" else french
