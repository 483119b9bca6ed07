"""The names of links between models, which lists, filters and forms show.

Most have that of what they lead to; those that lead to the same thing in different parts have their own.
"""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

OF_THEIR_OWN = {
    "activities.Expense.funder": _("funder"),
    "activities.Funding.funder": _("funder"),
    "activities.Outcome.owner": _("body in charge"),
    "activities.ProgressReport.decided_by": _("validated or returned by"),
    "activities.ProgressReport.submitted_by": _("submitted by"),
    "evaluation.Recommendation.addressed_to": _("addressed to"),
}


def name_links() -> None:
    """Migrations do not see it: they look at the names that models were given."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field.is_relation and field._verbose_name is None:
                own = OF_THEIR_OWN.get(f"{model._meta.label}.{field.name}")
                field.verbose_name = own or field.related_model._meta.verbose_name
