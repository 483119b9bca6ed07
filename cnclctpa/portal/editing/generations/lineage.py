"""Correcting what the lines of the former plan became: several at once, for activities and for indicators."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.forms.generations import IndicatorLineageForm, LineageForm
from activities.models import Activity, ActivityLineage
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.portal.editing.undo import undoable
from cnclctpa.work.once import new_key, once
from plans.choices import LineageKind
from plans.models import Plan


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
        formers = self.known(plan.predecessor, asked.getlist("former"))
        heirs = self.known(plan, asked.getlist("heir"))
        heirs += [code for code in self.followers(plan, formers) if code not in heirs]
        kind = likely(len(formers), len(heirs))
        if self.form.model is Activity:
            return {"former": formers, "heir": heirs, "kind": kind, "note": note_on(plan, formers)}
        return {"former": formers, "heir": heirs, "kind": kind if kind in self.form.kinds else "open"}

    def known(self, plan: Plan | None, codes: list[str]) -> list[str]:
        """Those of the codes of an address that are codes of the plan."""
        found = set(self.form.model.objects.filter(plan=plan).values_list("code", flat=True))
        return [code for code in codes if code in found]


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
