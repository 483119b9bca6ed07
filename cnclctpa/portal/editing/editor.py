"""What the pages know of each kind of object that people edit: where it is, its form, who may, its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.urls import reverse

from cnclctpa.audit.keeping import keep
from cnclctpa.audit.removing import remove
from cnclctpa.forms.editing import ActForm, EditForm
from plans.models import Plan

#: A text, or its translation, made when it is read.
Words = Any
#: Finds the object of an address for a user, or raises ``Http404``.
Find = Callable[..., Any]
EDIT = "plans.change_plan"


def no_plan(row) -> Plan | None:
    return None


def always_open(row) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Editor:
    """One kind of object.

    ``name`` begins the names of its addresses: ``activity-create``, ``activity-update``, ``activity-delete``.
    ``find(user, **address)`` gives the object that the person may see; ``blank(user, query, **address)`` a
    new one, within what the address and the query string name; both raise ``Http404``. ``address(row)`` gives
    what the addresses of the object are made of. ``add(row, by=)`` and ``change(row, by=)`` keep it,
    ``remove(row, by=, verb=, reason=)`` takes it out.
    """

    name: str
    model: type[Model]
    form: type[EditForm]
    find: Find
    address: Callable[[Any], Mapping[str, Any]]
    blank: Find | None = None
    grids: tuple = ()
    may: str = EDIT
    add: Callable[..., Any] | None = None
    change: Callable[..., Any] | None = None
    remove: Callable[..., Any] | None = None
    is_removable: bool = True

    new: Words = ""
    edit: Words = ""
    intro: Words = ""
    added: Words = ""
    saved: Words = ""
    removed: Words = ""

    #: Where the page of the object is; where to go once it is removed, or when it is not made.
    place: Callable[[Any], str] = field(default=lambda row: row.get_absolute_url())
    above: Callable[[Any], str] = field(default=lambda row: row.get_absolute_url())
    plan: Callable[[Any], Any] = no_plan
    #: Why the pages do not make, change or remove this object now; nothing when they do.
    closed: Callable[[Any], Words] = always_open

    def is_open(self, row) -> bool:
        return not self.closed(row)

    def allowed(self, user, row) -> bool:
        return user.has_perm(self.may, row)

    def check(self, user, row) -> None:
        """Refused (403) when the person sees the object but may not change it."""
        if not self.allowed(user, row):
            raise PermissionDenied

    def url(self, role: str, row) -> str:
        return reverse(f"portal:{self.name}-{role}", kwargs=dict(self.address(row)))

    def keep_new(self, row, *, by) -> Any:
        return (self.add or keep)(row, by=by)

    def keep_changed(self, row, *, by) -> Any:
        return (self.change or keep)(row, by=by)

    def take_out(self, row, *, by, reason: str) -> None:
        verb = f"{row._meta.model_name}.removed"
        (self.remove or remove)(row, by=by, verb=verb, reason=reason)


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that is done to an object and is not an edit: postponing it, withdrawing it.

    ``carry_out(row, answers, by)`` does it, and raises ``ValidationError``; ``closed(row)`` says why it makes
    no sense now, so that no button leads to a refusal, and nothing when it does.
    """

    name: str
    find: Find
    address: Callable[[Any], Mapping[str, Any]]
    form: type[ActForm]
    carry_out: Callable[..., Any]
    may: str = EDIT
    closed: Callable[[Any], Words] = always_open

    label: Words
    title: Words
    intro: Words = ""
    button: Words
    done: Words
    is_grave: bool = False
    #: The template of what is read before doing it, given the object as ``row``.
    beside: str = ""

    place: Callable[[Any], str] = field(default=lambda row: row.get_absolute_url())
    plan: Callable[[Any], Any] = no_plan

    def allowed(self, user, row) -> bool:
        return user.has_perm(self.may, row)

    def check(self, user, row) -> None:
        if not self.allowed(user, row):
            raise PermissionDenied

    def is_open(self, row) -> bool:
        return not self.closed(row)

    def url(self, row) -> str:
        return reverse(f"portal:{self.name}", kwargs=dict(self.address(row)))
