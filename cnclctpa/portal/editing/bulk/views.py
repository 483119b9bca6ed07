"""The page where several activities are changed at once: chosen, shown as they will be, then changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

import plans.converters  # noqa: F401  the converters that addresses are written with
from activities.models import Activity
from cnclctpa.forms.editing import agreement_to
from cnclctpa.portal.editing.bulk.changing import Asked, Outcome, change, chosen
from cnclctpa.portal.editing.bulk.forms import NOBODY, BulkForm
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.portal.editing.undo import undoable
from cnclctpa.reference.models import Organisation
from cnclctpa.work.once import key_of, new_key, once
from plans.models import Plan

#: What the button of the page asks for.
PREVIEW, CHANGE = "preview", "change"
CONFLICT = 409


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request, plan):
    of = plan_of(request.user, plan)
    if not request.user.has_perm(EDIT, of):
        raise PermissionDenied
    step = request.POST.get("step", "")
    if step not in (PREVIEW, CHANGE):
        codes = (request.POST or request.GET).getlist("activity")
        return show(request, of, chosen(of, codes), BulkForm(instance=of))
    form = BulkForm(request.POST, instance=of)
    if not form.is_valid():
        return show(request, of, chosen(of, request.POST.getlist("activity")), form)
    if step == PREVIEW or request.POST.get("shown") != digest(form):
        # What is done is what was shown: another answer is shown first.
        return show_outcomes(request, of, form)
    return once(request, lambda: carry_out(request, of, form))


def asked_in(form: BulkForm) -> Asked:
    answers = form.cleaned_data
    key = answers["lead"] if answers["lead"] not in ("", NOBODY) else None
    lead = Organisation.objects.filter(pk=key).first() if key else None
    return Asked(answers, lead, answers.get("decided_on") or timezone.localdate())


def digest(form: BulkForm) -> str:
    """What tells the answers of a form from others, as they are typed."""
    return agreement_to([f"{name}={form[name].value()}" for name in form.fields])


def show_outcomes(request, plan: Plan, form: BulkForm, *, refusal: str = "", status: int = 200):
    activities = chosen(plan, request.POST.getlist("activity"))
    outcomes = change(activities, asked_in(form), by=request.user, for_good=False)
    # What was tried is written on these rows: the page names them as they are.
    return show(request, plan, activities, form, outcomes=outcomes, refusal=refusal, status=status)


def carry_out(request, plan: Plan, form: BulkForm):
    activities = chosen(plan, request.POST.getlist("activity"))
    if any(request.POST.get(f"revision-{one.pk}") != str(one.revision) for one in activities):
        refusal = _("Somebody has changed one of these activities meanwhile: nothing was done. Read again.")
        return show_outcomes(request, plan, form, refusal=refusal, status=CONFLICT)
    sentence = ngettext(
        "One activity has been changed.",
        "%(count)d activities have been changed together.",
        len(activities),
    ) % {"count": len(activities)}
    with undoable(request.user, plan, sentence) as recording:
        recording.touch(Activity, [one.pk for one in activities])
        outcomes = change(activities, asked_in(form), by=request.user, for_good=True)
    if not outcomes or any(one.refusal for one in outcomes):
        return show_outcomes(request, plan, form)
    messages.success(request, sentence)
    return redirect(reverse("portal:plan-matrix", args=[plan.slug]))


def show(
    request,
    plan: Plan,
    activities: list[Activity],
    form: BulkForm,
    *,
    outcomes: list[Outcome] | None = None,
    refusal: str = "",
    status: int = 200,
):
    told: dict[str, Any] = {
        "plan": plan,
        "is_demonstration": plan.is_demonstration,
        "back": reverse("portal:plan-matrix", args=[plan.slug]),
        "activities": activities,
        "form": form,
        "refusal": refusal,
        "outcomes": outcomes or [],
        "shown": digest(form) if outcomes else "",
        "refused": [one for one in outcomes or [] if one.refusal],
        "changed": [one for one in outcomes or [] if one.differences],
        "form_key": request.POST.get("form_key") if key_of(request) else new_key(),
    }
    return render(request, "portal/editing/bulk.html", told, status=status)


urlpatterns = [path("plans/<plan:plan>/matrix/bulk/", bulk, name="matrix-bulk")]
