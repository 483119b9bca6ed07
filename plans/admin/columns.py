"""Columns that several lists of the administration share."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


@admin.display(description=_("plan"), ordering="plan")
def plan_in_short(row):
    """Its identifier: the whole title would take half of the list."""
    return row.plan.slug
