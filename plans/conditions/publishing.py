"""What a plan must hold before everybody reads it, and before it is adopted."""

from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from plans.models import Plan


class Lack(StrEnum):
    """What forbids to go further."""

    SOURCE = "source"
    AXIS = "axis"


REFUSALS = {
    Lack.SOURCE: _("A plan without a source cannot be published."),
    Lack.AXIS: _("A plan without an axis cannot be adopted."),
}


def lacks_to_publish(plan: Plan) -> Lack | None:
    """A real plan says where it comes from, a fictitious one comes from nowhere; each has its period."""
    return None if plan.is_demonstration or plan.sources.exists() else Lack.SOURCE


def lacks_to_adopt(plan: Plan) -> Lack | None:
    return None if plan.axes.exists() else Lack.AXIS


def refuse(lack: Lack | None) -> None:
    if lack:
        raise ValidationError(REFUSALS[lack])
