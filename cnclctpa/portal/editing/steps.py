"""What is done to the parts of an activity: a milestone is over, the last postponement is corrected."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from activities import services
from activities.forms.activities import CorrectPostponementForm, MilestoneDoneForm
from activities.models import Activity, Milestone, Postponement
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.activities import AT, find
from cnclctpa.portal.editing.editor import Act, Editor
from cnclctpa.portal.editing.offers import acting, editing, offer, removing


def of_activity(row):
    return row.activity.plan


def place(row):
    return row.activity.get_absolute_url()


def address(row):
    return {"plan": row.activity.plan.slug, "code": row.activity.code}


def find_postponement(user, **where):
    """The last decision: the former ones have been built on."""
    activity = find(user, **where)
    last = activity.postponements.order_by("decided_on", "pk").last()
    if last is None:
        raise Http404
    last.activity = activity
    return last


def find_milestone(user, *, milestone, **where):
    return get_object_or_404(
        Milestone.objects.filter(activity__in=Activity.objects.visible_to(user)).select_related(
            "activity__plan"
        ),
        pk=milestone,
        activity__plan__slug=where["plan"],
        activity__code=where["code"],
    )


POSTPONEMENT = Editor(
    name="postponement",
    model=Postponement,
    form=CorrectPostponementForm,
    find=find_postponement,
    address=address,
    plan=of_activity,
    place=place,
    above=place,
    edit=_("Correct the last postponement"),
    intro=_("For what was typed wrongly. If the dates move again, decide another postponement instead."),
    saved=_("The postponement has been corrected."),
    removed=_("The postponement has been removed: the former dates hold again."),
)


def done(milestone, answers, *, by):
    services.mark_milestone_done(milestone, **answers, by=by)


MILESTONE_DONE = Act(
    name="milestone-done",
    find=find_milestone,
    address=lambda row: {**address(row), "milestone": row.pk},
    plan=of_activity,
    form=MilestoneDoneForm,
    carry_out=done,
    closed=lambda milestone: _("This milestone is already done.") if milestone.done_on else "",
    label=_("Say that it is done"),
    title=_("This milestone is done"),
    button=_("Say that it is done"),
    done=_("The milestone is done."),
    place=place,
)

offer(Postponement, editing(POSTPONEMENT, _("Correct")), removing(POSTPONEMENT))
offer(Milestone, acting(MILESTONE_DONE))

urlpatterns = [
    *addresses.of(POSTPONEMENT, at=f"{AT}postponement/"),
    addresses.of_act(MILESTONE_DONE, f"{AT}milestones/<int:milestone>/done/"),
]
