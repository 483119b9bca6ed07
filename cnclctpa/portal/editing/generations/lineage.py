"""Correcting what the lines of the former plan became: several at once, for activities and for indicators."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.models import Activity, ActivityLineage
from activities.services.generations import correct_lineage
from cnclctpa.forms.choices import ManyField
from cnclctpa.forms.editing import ActForm
from cnclctpa.forms.fields import LongText
from cnclctpa.forms.layout import Section
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.portal.editing.undo import undoable
from cnclctpa.work.once import new_key, once
from plans.choices import LineageKind
from plans.models import Indicator, Plan
from plans.services.generations import correct_indicators

KINDS: dict[str, str | Promise] = {
    LineageKind.CONTINUED: _("Continued: one goes on as one"),
    LineageKind.MERGED: _("Merged: several became one"),
    LineageKind.SPLIT: _("Split: one became several"),
    LineageKind.DROPPED: _("Dropped: nothing follows it"),
    LineageKind.NEW: _("New: what is ticked in this plan follows nothing"),
    "open": _("Left open: nothing is told of it"),
}


class LineageForm(ActForm):
    """``instance`` is the plan whose lines follow those of the former one; lines are named by their codes."""

    model: Any = Activity
    kinds: tuple[str, ...] = tuple(KINDS)

    kind = forms.ChoiceField(label=_("Lineage"), widget=forms.RadioSelect)
    former = ManyField(
        label=_("Lines of the former plan"), queryset=None, required=False, to_field_name="code"
    )
    heir = ManyField(label=_("Lines of this plan"), queryset=None, required=False, to_field_name="code")
    note = LongText(
        label=_("In a few words"),
        required=False,
        help_text=_("Shown beside it: done, no longer useful, taken up by another body."),
    )

    sections = (
        Section(_("Which lines"), ("former", "heir")),
        Section(_("What became of these lines"), ("kind", "note")),
    )

    def prepare(self):
        self.fields["kind"].choices = [(kind, KINDS[kind]) for kind in self.kinds]
        for name, plan in (("former", self.instance.predecessor), ("heir", self.instance)):
            self.fields[name].queryset = (
                self.model.objects.of(plan).in_order() if plan else self.model.objects.none()
            )

    def carry_out(self, *, by) -> None:
        typed = self.cleaned_data
        correct_lineage(
            self.instance,
            kind=kind_of(typed),
            formers=typed["former"],
            heirs=typed["heir"],
            note=typed["note"],
            by=by,
        )


class IndicatorLineageForm(LineageForm):
    """The sheet of an indicator names the one that it follows: neither a note, nor what has no heir."""

    model = Indicator
    kinds = tuple(kind for kind in KINDS if kind != LineageKind.DROPPED)

    def prepare(self):
        super().prepare()
        del self.fields["note"]
        self.fields["kind"].help_text = _(
            "An indicator follows one former indicator: of several that were merged, tick the one that it "
            "takes up first, and name the others in its definition."
        )

    def carry_out(self, *, by) -> None:
        typed = self.cleaned_data
        correct_indicators(
            self.instance, kind=kind_of(typed), formers=typed["former"], heirs=typed["heir"], by=by
        )


def kind_of(typed: dict) -> str:
    return "" if typed["kind"] == "open" else typed["kind"]


def followers(plan: Plan, codes: Iterable[str]) -> list[str]:
    rows = Activity.objects.of(plan).filter(ancestors__former__code__in=codes)
    return list(rows.values_list("code", flat=True).distinct())


def followers_of_indicators(plan: Plan, codes: Iterable[str]) -> list[str]:
    return list(plan.indicators.filter(continues__code__in=codes).values_list("code", flat=True))


@dataclass(frozen=True)
class Correction:
    """One of the two pages; ``followers`` gives what is already said to follow some former lines."""

    name: str
    title: str | Promise
    form: type[LineageForm]
    followers: Callable[[Plan, Iterable[str]], list[str]]

    def initial(self, plan: Plan, asked) -> dict:
        """What was ticked on the page of the lineage, with what already follows it."""
        formers, heirs = asked.getlist("former"), asked.getlist("heir")
        heirs += [code for code in self.followers(plan, formers) if code not in heirs]
        found = {"former": formers, "heir": heirs, "kind": likely(len(formers), len(heirs))}
        return found | {"note": note_on(plan, formers)} if self.form.model is Activity else found


def note_on(plan: Plan, codes: Iterable[str]) -> str:
    """What is already told of these lines, so that saying it again does not lose it."""
    said = ActivityLineage.objects.filter(former__plan=plan.predecessor_id, former__code__in=codes)
    notes = (
        said.filter(Q(activity__plan=plan) | Q(activity=None)).exclude(note="").values_list("note", flat=True)
    )
    return "\n".join(dict.fromkeys(notes))


def likely(formers: int, heirs: int) -> str:
    """The kind that joins so many lines."""
    if not heirs:
        return LineageKind.DROPPED
    if not formers:
        return LineageKind.NEW
    if formers > 1:
        return LineageKind.MERGED
    return LineageKind.SPLIT if heirs > 1 else LineageKind.CONTINUED


ACTIVITIES = Correction("lineage-activities", _("Correct the lineage of activities"), LineageForm, followers)
INDICATORS = Correction(
    "lineage-indicators",
    _("Correct the lineage of indicators"),
    IndicatorLineageForm,
    followers_of_indicators,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, plan, *, correction: Correction):
    found = plan_of(request.user, plan)
    if not request.user.has_perm(EDIT, found):
        raise PermissionDenied
    if request.method == "POST":
        return once(request, lambda: corrected(request, found, correction))
    form = correction.form(instance=found, initial=correction.initial(found, request.GET))
    return show(request, found, correction, form)


def corrected(request, plan: Plan, correction: Correction):
    form = correction.form(request.POST, instance=plan)
    if form.is_valid():
        try:
            with undoable(request.user, plan, str(correction.title)):
                form.carry_out(by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The lineage has been corrected."))
            return redirect("portal:plan-lineage", plan.slug)
    return show(request, plan, correction, form)


def show(request, plan: Plan, correction: Correction, form: LineageForm):
    context = {
        "plan": plan,
        "section": "plans",
        "is_demonstration": plan.is_demonstration,
        "title": correction.title,
        "form": form,
        "form_key": new_key(),
    }
    return render(request, "portal/editing/lineage.html", context)


AT = "plans/<plan:plan>/lineage/"
urlpatterns = [
    path(f"{AT}activities/", correct, {"correction": ACTIVITIES}, name=ACTIVITIES.name),
    path(f"{AT}indicators/", correct, {"correction": INDICATORS}, name=INDICATORS.name),
]
