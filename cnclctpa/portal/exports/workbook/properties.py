"""The plan itself: a property a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from activities.rollup import RollUp
from cnclctpa.exports.tables import Column, Table
from cnclctpa.typography import rounded
from plans.models import Plan


@dataclass(frozen=True)
class Property:
    """``name`` is what a program calls it; what is computed is not read back."""

    name: str
    label: str
    value: Any
    is_computed: bool = False


def plan_table(plan: Plan, figures: RollUp, *, banner: str) -> Table:
    columns = (
        Column(_("Identifier"), lambda one: one.name, width=24, name="name", is_hidden=True),
        Column(_("Property"), lambda one: one.label, width=40, name="property"),
        Column(_("Value"), lambda one: one.value, width=90, name="value"),
        Column(_("Computed"), lambda one: one.is_computed or None, 12, name="is_computed", is_computed=True),
    )
    rows = [*texts(plan), *dates(plan), *budget(plan), *standing(figures)]
    return Table(_("Plan"), columns, rows, banner=banner, frozen=2)


def texts(plan: Any) -> Iterator[Property]:
    yield Property("slug", _("Identifier"), plan.slug)
    yield Property("title_fr", _("Title, in French"), plan.title_fr)
    yield Property("title_en", _("Title, in English"), plan.title_en)
    yield Property("status", _("Status"), plan.get_status_display())
    yield Property("vision_fr", _("Vision, in French"), plan.vision_fr)
    yield Property("vision_en", _("Vision, in English"), plan.vision_en)
    yield Property("general_objective_fr", _("General objective, in French"), plan.general_objective_fr)
    yield Property("general_objective_en", _("General objective, in English"), plan.general_objective_en)


def dates(plan: Plan) -> Iterator[Property]:
    yield Property("starts_on", _("First day"), plan.starts_on)
    yield Property("ends_on", _("Last day"), plan.ends_on)
    labels = {
        "adopted": (_("Adopted on"), _("Precision of the adoption"), _("Certainty of the adoption")),
        "launched": (_("Launched on"), _("Precision of the launch"), _("Certainty of the launch")),
        "closed": (_("Closed on"), _("Precision of the closing"), _("Certainty of the closing")),
    }
    for name, (on, precision, certainty) in labels.items():
        when = getattr(plan, f"{name}_on")
        told = getattr(plan, f"get_{name}_precision_display")() if when else None
        yield Property(f"{name}_on", on, when)
        yield Property(f"{name}_precision", precision, told)
        yield Property(f"{name}_certainty", certainty, getattr(plan, f"get_{name}_certainty_display")())


def budget(plan: Any) -> Iterator[Property]:
    yield Property("total_budget", _("Total budget (XOF)"), plan.total_budget)
    yield Property("budget_certainty", _("Certainty of the budget"), plan.get_budget_certainty_display())
    yield Property("budget_note_fr", _("Note on the budget, in French"), plan.budget_note_fr)
    yield Property("budget_note_en", _("Note on the budget, in English"), plan.budget_note_en)
    axes = plan.are_axes_numbered_officially
    yield Property("are_axes_numbered_officially", _("The order of the axes is official"), axes)


def standing(figures: RollUp) -> Iterator[Property]:
    """What the page says of the whole plan on the day."""
    if not figures.total:
        return
    yield Property("activities", _("Activities"), figures.total, is_computed=True)
    yield Property("progress", _("Progress (%)"), hundredfold(figures.progress), is_computed=True)
    yield Property("expected", _("Expected progress (%)"), hundredfold(figures.expected), is_computed=True)
    yield Property(
        "unknown", _("Activities of unknown progress, counted as zero"), figures.unknown, is_computed=True
    )


def hundredfold(share: Decimal | None) -> Decimal | None:
    return None if share is None else rounded(share * 100, 1)
