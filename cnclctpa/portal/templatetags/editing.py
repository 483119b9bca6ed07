"""What pages show of editing: the buttons that a person may use, the refusals of a form, its cells."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms, template
from django.middleware.csrf import get_token
from django.urls import reverse

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.offers import offers_on
from cnclctpa.portal.editing.undo import last_action

register = template.Library()


@dataclass(frozen=True)
class Refused:
    """A refusal, the name of its field, and where it is on the page."""

    sentence: str
    label: str = ""
    target: str = ""


@register.inclusion_tag("portal/editing/actions.html", takes_context=True)
def actions(context, row, only=""):
    """The buttons of an object or of a list, for whoever may use them; ``only`` names those of a section.

    A part of a page that is kept for everybody has no request, and no button.
    """
    request = getattr(context, "request", None)
    return {"offers": offers_on(request.user, row, only=only) if request else []}


@register.simple_tag
def removal(sheet) -> str:
    """Where the object of a page of editing is removed, where that is possible at all."""
    editor, row = sheet.editor, sheet.row
    return editor.url("delete", row) if editor.is_removable and editor.is_open(row) else ""


@register.inclusion_tag("portal/editing/lists.html", takes_context=True)
def editing_lists(context):
    """The way to the lists that only those who edit need."""
    user = context.request.user
    return {"is_shown": may(user, Permission.EDIT_PLANS) or may(user, Permission.ADMINISTER)}


@register.simple_tag
def refusals(parts) -> list[Refused]:
    """What is refused in forms and in the rows of grids, in the order of the page."""
    found = []
    for part in parts:
        for name, form in part.named_forms() if hasattr(part, "named_forms") else [("", part)]:
            found += refused_in(form, name)
        if hasattr(part, "non_form_errors"):
            found += [Refused(str(one), str(part.title), top_of(part)) for one in part.non_form_errors()]
    return found


def refused_in(form, name: str) -> list[Refused]:
    """``name`` is that of a line of a grid: what is refused of it as a whole leads to its first field."""
    if not form.is_bound:
        return []
    whole = [Refused(str(one), name, first_field(form) if name else "") for one in form.non_field_errors()]
    fields = [
        Refused(str(sentence), f"{name}, {field.label}" if name else str(field.label), target(field))
        for field in form
        for sentence in field.errors
    ]
    return whole + fields


def target(field) -> str:
    """Where to put right what is refused: a field that nobody sees is put right at the first of its line."""
    return first_field(field.form) if field.is_hidden else place_of(field)


def place_of(field) -> str:
    """Of boxes to tick, the first one: they have no label of their own."""
    return field.id_for_label or f"{field.auto_id}_0"


def first_field(form) -> str:
    return next((place_of(field) for field in form.visible_fields()), "")


def top_of(grid) -> str:
    return first_field(grid.forms[0]) if grid.forms else ""


@register.simple_tag
def cell(field) -> str:
    """A field of a grid, in the classes of our forms, saying that it is refused when it is."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        style = "form-check-input"
    else:
        style = "form-select" if isinstance(widget, forms.Select) else "form-control"
    attributes = {"class": style}
    if field.errors:
        attributes |= {
            "class": f"{style} is-invalid",
            "aria-invalid": "true",
            "aria-describedby": f"{field.id_for_label}_refused",
        }
    return field.as_widget(attrs=attributes)


@register.inclusion_tag("portal/editing/undo_bar.html", takes_context=True)
def undo_bar(context, plan):
    """What this person did last to a plan, with the button that undoes it while it can be."""
    request = getattr(context, "request", None)
    user = getattr(request, "user", None)
    if request is None or user is None or plan is None or not plan.pk or not user.has_perm(EDIT, plan):
        return {"is_editor": False}
    if getattr(request, "has_undo_bar", False):
        # Once on a page, whatever asks for it.
        return {"is_editor": False}
    request.has_undo_bar = True
    here = request.headers.get("HX-Current-URL", "") if getattr(request, "htmx", False) else ""
    return {
        "is_editor": True,
        "plan": plan,
        "action": last_action(user, plan),
        "here": urlsplit(here).path if here else request.get_full_path(),
        "token": get_token(request),
        "out_of_band": bool(getattr(request, "htmx", False)),
    }


@register.simple_tag(takes_context=True)
def bulk_address(context, plan) -> str:
    """Where the activities ticked in a list are changed together, for whoever may."""
    request = getattr(context, "request", None)
    user = getattr(request, "user", None)
    is_theirs = user is not None and user.has_perm(EDIT, plan)
    return reverse("portal:matrix-bulk", args=[plan.slug]) if is_theirs else ""
