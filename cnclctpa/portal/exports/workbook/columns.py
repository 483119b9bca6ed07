"""Columns that the sheets of a plan share: texts in both languages, lists of what may be typed."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnclctpa.exports.tables import Column, Kind


def both(
    name: str, heading: Any, one: Callable[[Any], Any], field: str, *, width: float = 40
) -> list[Column]:
    """A text as adopted, in French, and its translation.

    Both are always there, so that a workbook in either language comes back: a French one hides the
    translation.
    """
    is_french = get_language() != "en"
    french = Column(
        heading if is_french else _("%(heading)s (French)") % {"heading": heading},
        lambda row: read(one(row), f"{field}_fr"),
        width=width,
        name=f"{name}_fr",
    )
    english = Column(
        heading if not is_french else _("%(heading)s (English)") % {"heading": heading},
        lambda row: read(one(row), f"{field}_en"),
        width=width,
        name=f"{name}_en",
        is_hidden=is_french,
    )
    return [french, english] if is_french else [english, french]


def read(one: Any, name: str) -> Any:
    """A field of an object that may be missing."""
    return None if one is None else getattr(one, name)


def choice(name: str, heading: Any, one: Callable[[Any], Any], choices: Any, **more: Any) -> Column:
    """A field of an enumeration, in words, with the words that may be typed instead."""
    labels = {value: str(label) for value, label in choices.choices}

    def words(row: Any) -> str | None:
        found = one(row)
        return None if found is None else labels.get(getattr(found, name), "")

    return Column(heading, words, name=more.pop("named", name), choices=tuple(labels.values()), **more)


def day(name: str, heading: Any, value: Callable[[Any], Any], **more: Any) -> Column:
    return Column(heading, value, 12, Kind.DATE, name=name, **more)


def yes_or_no(name: str, heading: Any, value: Callable[[Any], Any]) -> Column:
    return Column(heading, value, width=11, name=name, choices=(_("yes"), _("no")))
