"""Preparing the plan that follows another: first what it is, then what it takes up."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.services.generations import Carried, succeed
from cnclctpa.forms.editing import agreement_to
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.portal.editing.generations.choosing import Choice
from cnclctpa.portal.editing.generations.tree import tree_of
from cnclctpa.portal.editing.offers import NamedOffering, Offer, offer
from cnclctpa.portal.editing.plans import YEARS_OF_A_PLAN
from cnclctpa.portal.editing.undo import undoable
from cnclctpa.portal.editing.views import AGREED
from cnclctpa.work.once import key_of, new_key, once
from plans.forms.generations import SuccessorForm
from plans.models import Plan
from plans.readers import reader_of

#: The button that ticks the activities that are in the chosen states; nothing is made.
TICK = "tick"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def successor(request, plan):
    former = plan_of(request.user, plan)
    if not request.user.has_perm(EDIT, former):
        raise PermissionDenied
    if request.method == "POST":
        return once(request, lambda: choose(request, former))
    if "title_fr" not in request.GET:
        return show(request, former, SuccessorForm(instance=former, initial=next_period(former)))
    form = SuccessorForm(request.GET, instance=former)
    if not form.is_valid():
        return show(request, former, form)
    return show_choice(request, former, form, Choice(read(request, former)))


def next_period(former: Plan) -> dict:
    """The years that follow, as many as the habit of the committee."""
    starts_on = former.ends_on + timedelta(days=1)
    return {"starts_on": starts_on, "ends_on": date(starts_on.year + YEARS_OF_A_PLAN - 1, 12, 31)}


def read(request, former: Plan):
    return tree_of(former, on=timezone.localdate(), reader=reader_of(request.user))


def choose(request, former: Plan):
    form = SuccessorForm(request.POST, instance=former)
    if not form.is_valid():
        return show(request, former, form)
    choice = Choice.typed(read(request, former), request.POST)
    if TICK in request.POST:
        choice.tick_by_state()
        return show_choice(request, former, form, choice)
    unusual = choice.warnings()
    if unusual and request.POST.get(AGREED) != agreement_to(unusual):
        return show_choice(request, former, form, choice, unusual=unusual)
    plan = form.plan()
    try:
        with undoable(request.user, plan, _("The plan was prepared from the one before it")):
            carried = succeed(plan, former, choice.chosen, choice.activities, by=request.user)
    except ValidationError as refusal:
        form.refuse(refusal)
        return show_choice(request, former, form, choice)
    messages.success(request, told(carried))
    return redirect("portal:plan-lineage", carried.plan.slug)


def told(carried: Carried) -> str:
    counts = {
        "axes": len(carried.places.axes),
        "objectives": len(carried.places.objectives),
        "results": len(carried.places.results),
        "indicators": carried.indicators,
        "activities": carried.activities,
    }
    return (
        _(
            "The plan is made, as a draft. Taken up: axes (%(axes)d), objectives (%(objectives)d), results "
            "(%(results)d), indicators (%(indicators)d), activities (%(activities)d)."
        )
        % counts
    )


def show(request, former: Plan, form: SuccessorForm):
    return render(request, "portal/editing/successor.html", context_of(former, form))


def show_choice(request, former: Plan, form: SuccessorForm, choice: Choice, *, unusual: list | None = None):
    context = context_of(former, form) | {
        "choice": choice,
        "new": form.plan(),
        "notes": [str(one) for one in form.warnings()] if form.is_valid() else [],
        "unusual": unusual or [],
        "agreement": agreement_to(unusual or []),
        "form_key": request.POST.get("form_key") if key_of(request) else new_key(),
    }
    return render(request, "portal/editing/successor_choice.html", context)


def context_of(former: Plan, form: SuccessorForm) -> dict:
    return {"plan": former, "form": form, "section": "plans", "is_demonstration": former.is_demonstration}


def preparing(user, plan: Plan) -> Offer | None:
    if not user.has_perm(EDIT, plan):
        return None
    return Offer(str(PREPARE), reverse("portal:plan-successor", args=[plan.slug]))


PREPARE = gettext_lazy("Prepare the next plan")
offer(Plan, NamedOffering("", preparing))

urlpatterns = [path("plans/<plan:plan>/successor/", successor, name="plan-successor")]
