"""On what conditions the opinions of the secretariat are kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cnclctpa.audit.keeping import checks
from cnclctpa.audit.removing import guards
from plans.models import Confidence


@checks(Confidence)
def opinion_stays(opinion: Confidence, before: Confidence | None) -> None:
    """What was thought on a day remains what was thought on that day."""
    if before is not None:
        raise ValidationError(_("An opinion is not rewritten: give another one, this one keeps its date."))


@guards(Confidence)
def opinion_is_kept(opinion: Confidence) -> None:
    raise ValidationError(_("An opinion that was given is not removed: give another one."))
