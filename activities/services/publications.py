"""What is prepared for the public of the protected counts of a plan, its activities included."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.reached import protected_figures
from cnclctpa.accounts.models import User
from plans.choices import PublicationKind
from plans.models import Plan, Publication
from plans.services import prepare_publication


@transaction.atomic
def prepare_protected_figures(plan: Plan, *, year: int, until: int, by: User) -> Publication:
    """Freeze what may be told of a year, which another person must approve; ``until`` is the present year.

    Once at a time: what awaits an approval is approved, or withdrawn first.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    if year not in plan.years or year > until:
        raise ValidationError(_("This year has not begun, or is not one of the plan."))
    kind = PublicationKind.PROTECTED_FIGURES
    rows = Publication.objects.filter(plan=plan, kind=kind, year=year)
    if rows.filter(approved_at__isnull=True, withdrawn_at__isnull=True).exists():
        raise ValidationError(_("Figures of this year already await an approval."))
    content = protected_figures(plan, year)
    if not content["figures"]:
        raise ValidationError(_("Nothing protected has been recorded for this year."))
    return prepare_publication(plan, kind=kind, year=year, content=content, by=by)
