"""What keeps a row of the accounts from being removed."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.audit.removing import guards

from .models import Membership


@guards(Membership)
def has_not_begun(membership: Membership) -> None:
    if membership.starts_on <= timezone.localdate():
        raise ValidationError(_("A role that has begun is ended, not removed: its dates are its history."))
