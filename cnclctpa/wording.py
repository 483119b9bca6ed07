"""Texts of the models: what must be said, must be said in French at least; and how a row names itself."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnclctpa import typography


def said(field: str) -> Q:
    """True of the rows whose text is neither empty nor null (columns of translations may be null)."""
    return Q(**{f"{field}__isnull": False}) & ~Q(**{field: ""})


def in_french(field: str) -> models.CheckConstraint:
    """A content field whose French text is required; English stays optional."""
    return models.CheckConstraint(
        condition=said(f"{field}_fr"),
        name=f"%(app_label)s_%(class)s_{field}_in_french",
        violation_error_message=_("The French text is required."),
    )


def web_address(field: str) -> models.CheckConstraint:
    """What becomes a link of a page opens a page: not a script, whoever wrote the row and however."""
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": "^https?://"}),
        name=f"%(app_label)s_%(class)s_{field}_is_a_web_address",
        violation_error_message=_("Give an address that begins with https:// or http://."),
    )


def named(name: object, told: object) -> str:
    """How a row names itself by what it holds, as its reader writes it: ``2026 : 1 500``."""
    language = get_language() or "fr"
    if isinstance(told, Decimal):
        told = typography.number(told, language)
    return f"{name}{':' if language.startswith('en') else typography.NARROW + ':'} {told}"


def dated(day: object) -> str:
    """The day by which a row names itself; as it was given when it is not a day yet."""
    return typography.day(day, get_language() or "fr") if isinstance(day, date) else str(day)
