"""What is done to several rows, or to one from its page: a form first, then each row by its service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cnclctpa.audit.causes import because
from cnclctpa.audit.removing import remove

from .forms import ReasonField

#: Beyond that, the list is to be narrowed: each row is checked and told in the trail by itself.
MOST = 500
#: Names of rows that are shown, and refusals that are told.
SHOWN = 10


class ReasonForm(forms.Form):
    """What every act asks; others ask more before it."""

    reason = ReasonField()


@dataclass(frozen=True)
class Act:
    """``carry_out`` takes a row, what was typed and the author; it raises ``ValidationError`` to refuse.

    ``suits`` says whether the page of a row offers it.
    """

    name: str
    label: Any
    carry_out: Callable[[Any, dict, Any], Any]
    form: type[forms.Form] = ReasonForm
    suits: Callable[[Any], bool] = bool
    intro: Any = ""
    for_many: bool = True
    #: Takes what ``carry_out`` gave back, once it is kept; returns a sentence to tell, if there is one.
    afterwards: Callable[[Any], str] = lambda made: ""


def run(page, request, act: Act, rows, *, back: str, is_many: bool):
    """The form of an act, then the act itself."""
    total = rows.count()
    if total > MOST:
        told = _("Choose %(most)d rows at most: narrow the list by a filter or a search first.")
        messages.error(request, told % {"most": MOST})
        return redirect(back)
    form = act.form(request.POST) if "carry_out" in request.POST else act.form()
    if form.is_bound and form.is_valid():
        refused = [one for row in rows if (one := attempt(request, act, row, form.cleaned_data))]
        tell(request, act, done=total - len(refused), refused=refused)
        return redirect(back)
    context = {
        **page.admin_site.each_context(request),
        "title": act.label,
        "act": act,
        "form": form,
        "opts": page.opts,
        "rows": rows[:SHOWN],
        "total": total,
        "others": max(total - SHOWN, 0),
        "back": back,
        "is_many": is_many,
        "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
        "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "select_across": request.POST.get("select_across", "0"),
        "media": page.media + form.media,
    }
    return TemplateResponse(request, "admin/act.html", context)


def attempt(request, act: Act, row, typed: dict) -> str:
    """Nothing, once it is done; why not, when the service refuses this row."""
    name = str(row)
    try:
        with transaction.atomic(), because("", reason=typed["reason"]):
            made = act.carry_out(row, typed, request.user)
    except ValidationError as refusal:
        return _("%(row)s: %(refusal)s") % {"row": name, "refusal": " ".join(refusal.messages)}
    if note := act.afterwards(made):
        messages.warning(request, note)
    return ""


def tell(request, act: Act, *, done: int, refused: list[str]) -> None:
    if done:
        told = ngettext("%(act)s: done for one row.", "%(act)s: done for %(done)d rows.", done)
        messages.success(request, told % {"act": act.label, "done": done})
    for one in refused[:SHOWN]:
        messages.warning(request, one)
    if len(refused) > SHOWN:
        rest = len(refused) - SHOWN
        told = ngettext("And one other row was refused.", "And %(rest)d other rows were refused.", rest)
        messages.warning(request, told % {"rest": rest})


def on_many(act: Act):
    def action(page, request, rows):
        return run(page, request, act, rows, back=request.get_full_path(), is_many=True)

    return action


def remove_row(row, typed, by):
    remove(row, by=by)


DELETE = Act("delete", gettext_lazy("Delete…"), remove_row, suits=lambda row: False)
