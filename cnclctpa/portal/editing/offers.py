"""What can be done with an object, and by whom: the buttons of its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.editing.editor import Act, Editor, Words
from cnclctpa.portal.reporting.history_kinds import history_address


@dataclass(frozen=True)
class Offer:
    label: str
    address: str
    is_grave: bool = False


#: Takes the user and the object; None when there is nothing to offer to this person now.
Offering = Callable[[Any, Any], Offer | None]


@dataclass(frozen=True)
class NamedOffering:
    """One that belongs to a section of the page, which asks for it by its name."""

    name: str
    offering: Offering

    def __call__(self, user, row) -> Offer | None:
        return self.offering(user, row)


def name_of(offering: Offering) -> str:
    return offering.name if isinstance(offering, NamedOffering) else ""


#: What a page has buttons for: the objects of a model, or a list, by its name.
Shown = type[Model] | str

_offerings: dict[Shown, list[Offering]] = {}


def offer(shown: Shown, *offerings: Offering) -> None:
    """Declare the buttons of the page of an object, or of a list, in their order."""
    _offerings.setdefault(shown, []).extend(offerings)


def offers_on(user, row, *, only: str = "") -> list[Offer]:
    """What this person may do here now; nothing for whoever is not signed in."""
    if not getattr(user, "is_authenticated", False) or row is None:
        return []
    shown, names = row if isinstance(row, str) else type(row), only.split() or [""]
    offerings = [one for one in _offerings.get(shown, []) if name_of(one) in names]
    made = (offering(user, row) for offering in offerings)
    found = [one for one in made if one]
    return found if only or isinstance(row, str) else [*found, *about(user, row)]


def about(user, row: Model) -> list[Offer]:
    """The history of an object, and its record in the administration, for whoever may open them."""
    found = []
    if user.has_perm("audit.read_history", row) and (address := history_address(row)):
        found.append(Offer(str(_("History")), address))
    if user.has_perm("accounts.manage_accounts"):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        found.append(Offer(str(_("Open in the administration")), reverse(name, args=[row.pk])))
    return found


def editing(editor: Editor, label: Words = "") -> Offering:
    def offering(user, row):
        if editor.is_open(row) and editor.allowed(user, row):
            return Offer(str(label or _("Edit")), editor.url("update", row))
        return None

    return offering


def removing(editor: Editor) -> Offering:
    def offering(user, row):
        if editor.is_open(row) and editor.allowed(user, row):
            return Offer(str(_("Remove")), editor.url("delete", row), is_grave=True)
        return None

    return offering


def adding(editor: Editor, label: Words, address: Callable[[Any], str], *, name: str = "") -> Offering:
    """A new object within this one; ``address(row)`` is where it is made."""

    def offering(user, row):
        return Offer(str(label), address(row)) if user.has_perm(editor.may, row) else None

    return NamedOffering(name, offering)


def acting(act: Act) -> Offering:
    def offering(user, row):
        if act.allowed(user, row) and act.is_open(row):
            return Offer(str(act.label), act.url(row), act.is_grave)
        return None

    return offering


def when(test: Callable[[Any], bool], offering: Offering) -> Offering:
    """The same, while the object is in a state in which it makes sense."""

    def offered(user, row):
        return offering(user, row) if test(row) else None

    return NamedOffering(name_of(offering), offered)
