"""Who sees a plan: sharing it, adopting it, publishing it, withdrawing it, and its protected figures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.services import prepare_protected_figures
from cnclctpa.forms.editing import ActForm
from cnclctpa.portal import previewing
from cnclctpa.portal.editing.offers import Offer, offer
from cnclctpa.portal.reporting.plan import plans_to_show
from cnclctpa.portal.reporting.publication import report_on
from cnclctpa.portal.reporting.publication_differences import since_publication
from cnclctpa.portal.reporting.publication_obstacles import (
    Obstacle,
    obstacle_to_adopt,
    obstacle_to_publish,
)
from cnclctpa.work.once import new_key, once
from plans import services
from plans.choices import PlanStatus, PublicationKind
from plans.forms.publication import AdoptionForm, ClosingForm, LaunchForm, NothingForm, SureForm, WhyForm
from plans.knowledge import knowledge_of
from plans.models import Plan, Publication


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One button of the page: what it does, said before; ``is_offered`` when it makes sense now."""

    name: str
    label: Any
    consequence: Any
    done: Any
    carry_out: Callable[..., Any]
    is_offered: Callable[[Plan], bool]
    form: type[ActForm] = NothingForm
    is_grave: bool = False
    obstacle: Callable[[Plan], Obstacle | None] = field(default=lambda plan: None)


@dataclass(frozen=True)
class Offered:
    """A deed of the page: with its form, or with what must be entered first."""

    deed: Deed
    form: ActForm | None
    obstacle: Obstacle | None


def reach(status: PlanStatus) -> Callable[..., Plan]:
    def carry_out(plan, answers, *, by):
        told = {name: answers[name] for name in ("on", "certainty") if name in answers}
        return services.advance_plan(plan, to=status, by=by, **told)

    return carry_out


def at(status: PlanStatus) -> Callable[[Plan], bool]:
    return lambda plan: plan.status == status


DEEDS = (
    Deed(
        name="share",
        label=gettext_lazy("Share with partners"),
        consequence=gettext_lazy(
            "Partners and focal points read the draft. The public still does not see it."
        ),
        done=gettext_lazy("The draft is shared with partners."),
        carry_out=lambda plan, answers, *, by: services.share_plan(plan, by=by),
        is_offered=lambda plan: (
            not (plan.is_published or plan.is_shared_with_partners or plan.status != PlanStatus.DRAFT)
        ),
    ),
    Deed(
        name="unshare",
        label=gettext_lazy("Stop sharing"),
        consequence=gettext_lazy("Partners and focal points no longer find any page of it."),
        done=gettext_lazy("The plan is no longer shared with partners."),
        carry_out=lambda plan, answers, *, by: services.unshare_plan(plan, by=by),
        is_offered=lambda plan: plan.is_shared_with_partners,
    ),
    Deed(
        name="publish",
        label=gettext_lazy("Publish the plan"),
        consequence=gettext_lazy(
            "Everybody reads it at once, with all that is validated in it; its pages tell what is missing."
        ),
        done=gettext_lazy("The plan is published: everybody reads it."),
        carry_out=lambda plan, answers, *, by: services.publish_plan(plan, by=by),
        is_offered=lambda plan: not plan.is_published,
        obstacle=obstacle_to_publish,
    ),
    Deed(
        name="freeze",
        label=gettext_lazy("Keep today’s version"),
        consequence=gettext_lazy(
            "Nothing changes for the public. What changes afterwards is told against the plan of today."
        ),
        done=gettext_lazy("Today’s version is kept: what changes from now on is told against it."),
        carry_out=lambda plan, answers, *, by: services.freeze_plan(plan, by=by),
        # Beside what changed, where there is something new to keep.
        is_offered=lambda plan: False,
    ),
    Deed(
        name="adopt",
        label=gettext_lazy("Say that it is adopted"),
        consequence=gettext_lazy(
            "Codes no longer change: what is added takes the next number, what is withdrawn leaves a gap. "
            "There is no way back to a draft."
        ),
        done=gettext_lazy("The plan is adopted."),
        carry_out=reach(PlanStatus.ADOPTED),
        is_offered=at(PlanStatus.DRAFT),
        form=AdoptionForm,
        obstacle=obstacle_to_adopt,
    ),
    Deed(
        name="enforce",
        label=gettext_lazy("Say that it is in force"),
        consequence=gettext_lazy("It becomes the plan that is followed. There is no way back."),
        done=gettext_lazy("The plan is in force."),
        carry_out=reach(PlanStatus.IN_FORCE),
        is_offered=at(PlanStatus.ADOPTED),
        form=LaunchForm,
    ),
    Deed(
        name="close",
        label=gettext_lazy("Close the plan"),
        consequence=gettext_lazy("It is told as ended; its pages stay. There is no way back."),
        done=gettext_lazy("The plan is closed."),
        carry_out=reach(PlanStatus.CLOSED),
        is_offered=at(PlanStatus.IN_FORCE),
        form=ClosingForm,
    ),
    Deed(
        name="evaluate",
        label=gettext_lazy("Say that it is evaluated"),
        consequence=gettext_lazy("Its life ends there; its pages stay."),
        done=gettext_lazy("The plan is evaluated."),
        carry_out=reach(PlanStatus.EVALUATED),
        is_offered=at(PlanStatus.CLOSED),
        form=SureForm,
    ),
    Deed(
        name="withdraw",
        label=gettext_lazy("Withdraw from publication"),
        consequence=gettext_lazy(
            "At once, nobody but the secretariat and the administrators finds any page of it. It can be "
            "published again."
        ),
        done=gettext_lazy("The plan is withdrawn: the public no longer sees it."),
        carry_out=lambda plan, answers, *, by: services.unpublish_plan(plan, **answers, by=by),
        is_offered=lambda plan: plan.is_published,
        form=WhyForm,
        is_grave=True,
    ),
)


class FreshKey:
    """Another key each time it is written: each form of the page is carried out once, whatever the others."""

    def __str__(self):
        return new_key()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_publication(request, plan):
    found = get_object_or_404(plans_to_show(request.user), slug=plan)
    if not request.user.has_perm("plans.change_plan", found):
        raise PermissionDenied
    if request.method != "POST":
        return show(request, found)
    return once(request, lambda: carry_out(request, found))


def carry_out(request, plan: Plan):
    """A refusal is said on the page, with what was typed; what succeeds leads back to it."""
    deed = next((one for one in DEEDS if one.name == request.POST.get("deed")), None)
    form = deed.form(request.POST, instance=plan, prefix=deed.name) if deed else None
    try:
        if deed is None or form is None:
            told = carry_out_on_figures(request, plan)
        elif form.is_valid():
            deed.carry_out(plan, form.cleaned_data, by=request.user)
            told = deed.done
        else:
            return show(request, plan, typed=(deed, form))
    except ValidationError as refusal:
        plan.refresh_from_db()
        return show(request, plan, typed=(deed, form), refused=" ".join(refusal.messages))
    messages.success(request, told)
    return redirect("portal:plan-publication", plan=plan.slug)


def carry_out_on_figures(request, plan: Plan) -> str:
    """Prepare what may be published of a year, approve what another person prepared, or withdraw it."""
    asked, number = request.POST.get("deed"), request.POST.get("number", "")
    if not number.isdecimal() or len(number) > 18:
        raise ValidationError(_("This form is not one of this page."))
    if asked == "prepare":
        this_year = timezone.localdate().year
        prepare_protected_figures(plan, year=int(number), until=this_year, by=request.user)
        return _("The figures are prepared: another person must read and approve them.")
    rows = Publication.objects.filter(plan=plan, kind=PublicationKind.PROTECTED_FIGURES)
    publication = get_object_or_404(rows, pk=number)
    if asked == "approve":
        if not request.user.has_perm("plans.approve_publication", publication):
            raise PermissionDenied
        services.approve_publication(publication, by=request.user)
        return _("The figures are published.")
    if asked == "withdraw-figures":
        services.withdraw_publication(publication, reason=request.POST.get("reason", ""), by=request.user)
        return _("The figures are withdrawn.")
    raise ValidationError(_("This form is not one of this page."))


def show(request, plan: Plan, *, typed=(None, None), refused: str = ""):
    today = timezone.localdate()
    knowledge = knowledge_of(plan, list(plan.statements.all()), on=today)
    former, form = typed
    offered = [
        with_its_form(deed, plan, form if deed is former else None) for deed in DEEDS if deed.is_offered(plan)
    ]
    context = {
        "section": "plans",
        "is_demonstration": plan.is_demonstration,
        "plan": plan,
        "since": since_publication(plan),
        "report": report_on(plan, knowledge=knowledge, user=request.user, on=today),
        "deeds": offered,
        "refused": refused,
        "form_key": FreshKey(),
        "typed_number": request.POST.get("number", ""),
        "typed_reason": request.POST.get("reason", ""),
    }
    return render(request, "portal/plan_publication.html", context)


def with_its_form(deed: Deed, plan: Plan, typed: ActForm | None) -> Offered:
    """A deed that cannot be done yet has no button: what is missing is said instead."""
    obstacle = deed.obstacle(plan)
    form = typed or deed.form(instance=plan, prefix=deed.name)
    return Offered(deed, None if obstacle else form, obstacle)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_preview(request, plan):
    """A button: begin to read the pages of a plan as the public will, or end."""
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    if not request.user.has_perm("plans.change_plan", found):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if request.POST.get("preview") == "end":
        previewing.end(request)
        return redirect("portal:plan-publication", plan=found.slug)
    previewing.begin(request, found)
    return redirect(found)


def publishing(user, plan):
    """The button of the page of a plan."""
    if not user.has_perm("plans.change_plan", plan):
        return None
    return Offer(str(_("Publication")), reverse("portal:plan-publication", args=[plan.slug]))


def withdrawing(user, plan):
    """Straight to where its reason is asked, and the button is."""
    if not plan.is_published or not user.has_perm("plans.change_plan", plan):
        return None
    address = reverse("portal:plan-publication", args=[plan.slug])
    return Offer(str(_("Withdraw from publication")), f"{address}#withdraw", is_grave=True)


offer(Plan, publishing, withdrawing)
