"""The money of an activity on one sheet: what is planned, who pays and how far, what is spent."""

from decimal import Decimal
from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.budget import contradicts, converted
from activities.choices import BudgetCategory, FundingStage
from activities.models import Activity, BudgetLine, Expense, Funding, FundingStep
from activities.services.money import FRANC
from cnclctpa.audit.causes import because
from cnclctpa.forms.cells import CellsGrid
from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.fields import NumberField, WholeField
from cnclctpa.forms.grids import RowForm, RowsGrid, grid

#: An amount so many times the former one looks like a slip of the hand.
SLIP = 10
#: The currencies in which the partners of the committee count, after the franc.
CURRENCIES = ("XOF", "EUR", "USD", "GBP", "CHF", "CAD", "DKK", "NOK", "SEK", "JPY", "CNY")


class MoneyForm(EditForm):
    """Nothing of the activity itself changes here: its grids are the sheet."""

    class Meta(EditForm.Meta):
        model = Activity
        fields = ()

    def add_version(self) -> None:
        """Each grid has its own."""

    @property
    def is_stale(self) -> bool:
        return False


class BudgetCells(CellsGrid):
    """A budget line for each category and each year."""

    name = "budget"
    style = "scrolling"
    value = "amount"
    title = _("Planned budget, in CFA francs")
    intro = _(
        "What the activity should cost, year by year, as the plan has it: it is neither promised nor spent. "
        "Write amounts as you like: 12 500 000, 12.500.000 FCFA. An empty box says that nothing is planned."
    )

    def lines_named(self):
        return [(key, capfirst(label)) for key, label in BudgetCategory.choices]

    def columns_named(self):
        return [(year, str(year)) for year in self.instance.plan.years]

    def stored(self):
        return {(line.category, line.year): line for line in self.instance.budget_lines.all()}

    def blank(self, line, column):
        return BudgetLine(activity=self.instance, category=line, year=column)

    def cell(self, label):
        return WholeField(label=label, required=False, min_value=0, max_digits=16)

    def warnings(self):
        for name in self.changed_data:
            before, after = self.initial.get(name), self.cleaned_data.get(name)
            if before and after and after >= before * SLIP:
                yield _("%(cell)s: this is at least ten times what was planned.") % {
                    "cell": self.fields[name].label
                }

    def carry_out(self, keep, remove):
        with because("activity.budget_set"):
            return super().carry_out(keep, remove)


class StepRow(RowForm):
    """An amount reached by a day, in francs or in another currency at its own rate."""

    empties = ("given",)

    currency = forms.ChoiceField(label=_("Currency"), required=False)
    given = NumberField(
        label=_("Amount reached in all"), required=False, min_value=0, max_digits=16, decimal_places=2
    )

    class Meta(RowForm.Meta):
        model = FundingStep
        fields = ("stage", "on", "given", "currency", "rate", "rate_on")
        labels = {"rate": _("Rate: francs for one unit"), "rate_on": _("Date of the rate")}

    def prepare(self):
        step, asked = self.instance, self.fields["currency"]
        others = [] if step.currency in CURRENCIES else [step.currency]
        asked.choices = [
            (code, _("CFA francs") if code == FRANC else code) for code in (*CURRENCIES, *others)
        ]
        asked.initial = FRANC
        self.initial["currency"] = step.currency
        if step.pk:
            self.initial["given"] = step.amount if step.foreign_amount is None else step.foreign_amount
        self.order_fields(["stage", "on", "given", "currency", "rate", "rate_on"])

    def clean(self):
        typed = super().clean()
        given, currency = typed.get("given"), typed.get("currency") or FRANC
        typed["currency"] = currency
        if given is None:
            if "given" not in self.errors and not self.is_emptied:
                self.add_error("given", _("Write the amount reached by that day."))
        elif currency == FRANC:
            self.take_francs(given)
        else:
            self.take_foreign(given, typed.get("rate"))
        return typed

    def take_francs(self, given: Decimal) -> None:
        if given % 1:
            self.add_error("given", _("CFA francs are whole: write the amount without decimals."))
        self.instance.amount, self.instance.foreign_amount = given, None
        self.cleaned_data["rate"] = self.cleaned_data["rate_on"] = None

    def take_foreign(self, given: Decimal, rate: Decimal | None) -> None:
        if rate is None or rate <= 0:
            if "rate" not in self.errors:
                self.add_error("rate", _("Give the rate: how many CFA francs for one unit."))
            return
        if not self.cleaned_data.get("rate_on") and "rate_on" not in self.errors:
            self.add_error("rate_on", _("Say from which day this rate is."))
        self.instance.amount, self.instance.foreign_amount = converted(given, rate), given

    def shown_as(self, name):
        return "given" if name in ("amount", "foreign_amount") else super().shown_as(name)

    def warnings(self):
        if (on := self.cleaned_data.get("on")) and on > timezone.localdate():
            yield _("An amount is dated %(day)s: this day has not come yet.") % {"day": f"{on:%d/%m/%Y}"}


class StepsGrid(RowsGrid):
    """The steps of one funding, under it: its rows are given, not read one funding after the other."""

    def __init__(self, *arguments, prefix: str, rows: list[FundingStep], **options):
        self.name = prefix
        self._queryset = rows
        super().__init__(*arguments, **options)

    def last_amounts(self) -> dict[str, Decimal]:
        """What each stage would have reached in the end, once this is saved."""
        gone = set(map(id, self.removed_rows()))
        rows = [row for row in self.forms if id(row) not in gone and row.cleaned_data.get("on")]
        rows.sort(key=lambda row: row.cleaned_data["on"])
        return {
            row.cleaned_data["stage"]: row.instance.amount for row in rows if row.cleaned_data.get("stage")
        }


Steps = grid(Funding, FundingStep, StepRow, name="steps", title=_("Amounts"), extra=1, base=StepsGrid)


class FundingRow(RowForm):
    class Meta(RowForm.Meta):
        model = Funding
        fields = ("funder", "year", "reference", "is_public")

    def has_changed(self):
        return super().has_changed() or (self.is_bound and self.instance.pk is None and self.has_steps)

    @property
    def has_steps(self) -> bool:
        return any(step.has_changed() for step in self.steps.forms)

    def warnings(self):
        if not self.has_steps and not self.steps.initial_forms:
            yield _("%(funding)s: without an amount, this commitment says nothing of what is promised.") % {
                "funding": self.name_of()
            }

    def warnings_on_amounts(self):
        reached = self.steps.last_amounts()
        if contradicts([reached.get(stage) for stage in FundingStage.values]):
            yield _(
                "%(funding)s: more is mobilised than pledged, or more is disbursed than mobilised. "
                "Each amount is what was reached in all by that day, not what was added."
            ) % {"funding": self.name_of()}

    def name_of(self) -> str:
        typed = self.cleaned_data
        return f"{typed.get('funder') or self.instance} ({typed.get('year') or self.instance.year})"


class FundingsGrid(RowsGrid):
    """The commitments of funders, each with the amounts reached."""

    template = "portal/editing/fundings.html"
    name: ClassVar[str] = "fundings"

    def __init__(self, data=None, files=None, instance=None, **options):
        self.stored_steps: dict[int, list[FundingStep]] = {}
        if instance is not None and instance.pk:
            for step in FundingStep.objects.filter(funding__activity=instance):
                self.stored_steps.setdefault(step.funding_id, []).append(step)
        super().__init__(data, files, instance=instance, **options)

    def _construct_form(self, i, **kwargs):
        row = super()._construct_form(i, **kwargs)
        row.steps = Steps(
            self.data if self.is_bound else None,
            instance=row.instance,
            prefix=f"{row.prefix}-steps",
            rows=self.stored_steps.get(row.instance.pk, []),
        )
        return row

    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            self._queryset = list(super().get_queryset().select_related("funder"))
        return self._queryset

    def every_form(self):
        return [form for row in self.forms for form in (row, *row.steps.forms)]

    def named_forms(self):
        """Each commitment, and under it the lines of its amounts."""
        found = []
        for name, row in super().named_forms():
            amounts = [(f"{name}, {line}", step) for line, step in row.steps.named_forms()]
            found += [(name, row), *amounts]
        return found

    @property
    def is_stale(self) -> bool:
        return super().is_stale or any(row.steps.is_stale for row in self.initial_forms)

    def has_changed(self) -> bool:
        return super().has_changed() or any(row.has_steps for row in self.forms)

    def is_valid(self) -> bool:
        # Each is asked, so that all that is wrong is told at once.
        fundings = super().is_valid()
        steps = [row.steps.is_valid() for row in self.lasting_rows()]
        return fundings and all(steps)

    def hush(self) -> None:
        super().hush()
        for row in self.forms:
            row.steps.hush()

    def lasting_rows(self) -> list[FundingRow]:
        gone = set(map(id, self.removed_rows()))
        return [row for row in self.forms if id(row) not in gone]

    def warnings(self) -> list[str]:
        said = super().warnings()
        for row in self.removed_rows():
            if row.steps.initial_forms:
                said.append(
                    _("%(funding)s: this commitment is removed with the amounts it has reached.")
                    % {"funding": row.instance}
                )
        for row in self.lasting_rows():
            if row.has_steps:
                said += [str(one) for one in (*row.steps.warnings(), *row.warnings_on_amounts())]
        return [str(one) for one in said]

    def carry_out(self, keep, remove):
        lasting = self.lasting_rows()
        with because("funding.committed"):
            refusals = super().carry_out(keep, remove)
        with because("funding.recorded"):
            for row in lasting:
                # A commitment that is refused is not there to have amounts.
                if row.has_steps and row.instance.pk is not None:
                    row.steps.instance = row.instance
                    refusals += row.steps.carry_out(keep, remove)
        return refusals


class ExpenseRow(RowForm):
    empties = ("on", "amount")

    class Meta(RowForm.Meta):
        model = Expense
        fields = ("on", "amount", "year", "funder", "reference")
        labels = {"funder": _("Paid by")}

    def prepare(self):
        self.fields["year"].required = False

    def clean_year(self):
        """The year of the day, unless another is said."""
        on = self.cleaned_data.get("on")
        return self.cleaned_data.get("year") or (on.year if on else None)

    def warnings(self):
        if (on := self.cleaned_data.get("on")) and on > timezone.localdate():
            yield _("An expense is dated %(day)s: this day has not come yet.") % {"day": f"{on:%d/%m/%Y}"}


class ExpensesGrid(RowsGrid):
    def warnings(self) -> list[str]:
        said = super().warnings()
        if not self.has_changed():
            return said
        planned = sum((line.amount for line in self.instance.budget_lines.all()), Decimal(0))
        gone = set(map(id, self.removed_rows()))
        spent = sum(
            (row.cleaned_data.get("amount") or Decimal(0) for row in self.forms if id(row) not in gone),
            Decimal(0),
        )
        if planned and spent > planned:
            said.append(str(_("More is spent, all years together, than was planned for this activity.")))
        return said

    def carry_out(self, keep, remove):
        with because("expense.recorded"):
            return super().carry_out(keep, remove)


FundingGrid = grid(
    Activity,
    Funding,
    FundingRow,
    name="fundings",
    title=_("Who pays, and how far"),
    intro=_(
        "One block for each funder and each budget year. Pledged: it has promised in writing. Mobilised: the "
        "money is available. Disbursed: it has been paid to whoever carries out the activity. Each amount is "
        "what was reached in all by that day: after 5 million, then 3 more, write 8 million."
    ),
    extra=1,
    base=FundingsGrid,
)
ExpenseGrid = grid(
    Activity,
    Expense,
    ExpenseRow,
    name="expenses",
    title=_("Expenses"),
    intro=_(
        "What was really paid, on the day it was paid. The budget year is that of the day, unless you say "
        "another. The reference is that of the invoice or of the order, so that it can be found again."
    ),
    base=ExpensesGrid,
)
