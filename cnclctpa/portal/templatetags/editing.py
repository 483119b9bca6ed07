"""What pages show of editing: the buttons that a person may use, the refusals of a form, its cells."""

from dataclasses import dataclass

from django import forms, template

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.portal.editing.offers import offers_on

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
        for form in part.every_form() if hasattr(part, "every_form") else [part]:
            found += refused_in(form)
        if hasattr(part, "non_form_errors"):
            found += [Refused(str(one)) for one in part.non_form_errors()]
    return found


def refused_in(form) -> list[Refused]:
    if not form.is_bound:
        return []
    whole = [Refused(str(one)) for one in form.non_field_errors()]
    fields = [
        Refused(str(sentence), str(field.label), field.id_for_label)
        for field in form
        for sentence in field.errors
    ]
    return whole + fields


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
