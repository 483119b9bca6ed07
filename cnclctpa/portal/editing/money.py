"""Editing the money of an activity: its budget, its fundings and their steps, its expenses, on one sheet."""

from django.utils.translation import gettext_lazy as _

from activities.forms.money import BudgetCells, ExpenseGrid, FundingGrid, MoneyForm
from activities.models import Activity
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.activities import AT, address, find, of_plan
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.offers import NamedOffering, editing, offer


def unchanged(activity, *, by):
    """The activity has nothing of its own on this sheet."""
    return activity


MONEY = Editor(
    name="money",
    model=Activity,
    form=MoneyForm,
    grids=(BudgetCells, FundingGrid, ExpenseGrid),
    find=find,
    address=address,
    change=unchanged,
    is_removable=False,
    plan=of_plan,
    place=lambda activity: f"{activity.get_absolute_url()}#money",
    edit=_("Money of the activity"),
    intro=_("Everything in whole CFA francs, but for amounts that another currency names at its own rate."),
    saved=_("The money of the activity has been saved."),
)

offer(Activity, NamedOffering("money", editing(MONEY, _("Enter money"))))

urlpatterns = addresses.of(MONEY, at=f"{AT}money/")
