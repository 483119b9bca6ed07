"""Giving the opinion of the secretariat on an axis or an objective: another one each time it changes."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.finding import in_plan
from cnclctpa.portal.editing.framework import IN
from cnclctpa.portal.editing.offers import adding, offer
from plans import services
from plans.forms.confidence import ConfidenceForm
from plans.models import Axis, Confidence, StrategicObjective

find_axis, find_objective = in_plan(Axis), in_plan(StrategicObjective, "axis")


def on_axis(user, query, *, plan, position) -> Confidence:
    return Confidence(axis=find_axis(user, plan=plan, position=position))


def on_objective(user, query, *, plan, code) -> Confidence:
    return Confidence(objective=find_objective(user, plan=plan, code=code))


def page_of(opinion) -> str:
    return f"{opinion.about.get_absolute_url()}#confidence"


def address_of(opinion) -> dict:
    about = opinion.about
    named = {"code": about.code} if isinstance(about, StrategicObjective) else {"position": about.position}
    return {"plan": about.plan.slug, **named}


AXIS = Editor(
    name="axis-confidence",
    model=Confidence,
    form=ConfidenceForm,
    find=on_axis,
    address=address_of,
    blank=on_axis,
    add=services.rate_confidence,
    is_removable=False,
    plan=lambda opinion: opinion.plan,
    place=page_of,
    above=page_of,
    new=_("What the secretariat thinks of this axis"),
    intro=_(
        "An opinion, with its date, beside the computed figures: it changes none of them. The opinions "
        "already given stay, with their dates."
    ),
    added=_("The opinion has been added."),
)
OBJECTIVE = replace(
    AXIS,
    name="objective-confidence",
    find=on_objective,
    blank=on_objective,
    new=_("What the secretariat thinks of this objective"),
)


def giving(editor: Editor, model):
    """The button of the page of an axis or of an objective."""
    field = "axis" if model is Axis else "objective"
    return adding(editor, _("Give an opinion"), lambda row: editor.url("create", Confidence(**{field: row})))


offer(Axis, giving(AXIS, Axis))
offer(StrategicObjective, giving(OBJECTIVE, StrategicObjective))

urlpatterns = [
    *addresses.of(AXIS, within=f"{IN}axes/<int:position>/confidence/"),
    *addresses.of(OBJECTIVE, within=f"{IN}objectives/<code:code>/confidence/"),
]
