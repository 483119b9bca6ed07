"""The money of an activity on one sheet: budget, fundings and their amounts, expenses."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from activities.choices import BudgetCategory, FundingStage
from activities.models import BudgetLine, Expense, Funding, FundingStep
from cnclctpa.audit.models import Entry
from tests.factories.activities import ActivityFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.reference import OrganisationFactory
from tests.forms import save, typed


@pytest.fixture
def activity(db):
    return ActivityFactory(plan__published=True)


@pytest.fixture
def address(activity):
    return reverse("portal:money-update", args=[activity.plan.slug, activity.code])


def test_cells_are_the_lines_of_the_budget(editor, activity, address):
    kept = BudgetLineFactory(activity=activity, year=2024, category=BudgetCategory.TRAINING, note="Lot 1")
    BudgetLineFactory(activity=activity, year=2024, category=BudgetCategory.TRAVEL, amount=5)

    response = save(
        editor,
        address,
        **{
            "budget-training_2024": "1 500 000 FCFA",
            "budget-travel_2024": "",
            "budget-equipment_2025": "2.000.000",
        },
    )

    assert response.status_code == 302
    lines = {(line.year, line.category): line.amount for line in activity.budget_lines.all()}
    assert lines == {(2024, "training"): 1_500_000, (2025, "equipment"): 2_000_000}
    kept.refresh_from_db()
    assert (kept.note, kept.revision) == ("Lot 1", 2)
    assert Entry.objects.filter(verb="activity.budget_set").count() == 3


def test_what_is_not_touched_is_not_written(editor, activity, address):
    BudgetLineFactory(activity=activity)
    FundingStepFactory(funding__activity=activity)
    ExpenseFactory(activity=activity)
    before = Entry.objects.count()

    assert save(editor, address).status_code == 302
    assert Entry.objects.count() == before


def test_everything_refused_is_told_at_once_and_nothing_kept(editor, activity, address):
    response = save(
        editor,
        address,
        **{
            "budget-training_2024": "beaucoup",
            "budget-travel_2024": "-5",
            "expenses-0-on": "31/02/2024",
            "expenses-0-amount": "100",
        },
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('href="#id_') == 3
    assert 'value="beaucoup"' in page
    assert not BudgetLine.objects.exists()


def test_ten_times_the_former_amount_is_asked_once(editor, activity, address):
    BudgetLineFactory(activity=activity, amount=1_000_000)
    sent = typed(editor.get(address), **{"budget-training_2024": "10 000 000"})

    asked = editor.post(address, sent)
    assert asked.status_code == 200
    assert BudgetLine.objects.get().amount == 1_000_000

    accepted = typed(asked)
    assert editor.post(address, accepted).status_code == 302
    assert BudgetLine.objects.get().amount == 10_000_000


def test_two_people_fill_the_same_budget(editor, activity, address):
    line = BudgetLineFactory(activity=activity, amount=1_000_000)
    shown = editor.get(address)
    line.amount = Decimal(3_000_000)
    line.save()

    other_cell = editor.post(address, typed(shown, **{"budget-travel_2025": "700"}))
    page = other_cell.content.decode()
    assert other_cell.status_code == 409
    assert not BudgetLine.objects.filter(category="travel").exists()
    assert editor.post(address, typed(other_cell)).status_code == 302
    amounts = {(one.category, one.amount) for one in BudgetLine.objects.all()}
    assert amounts == {("training", 3_000_000), ("travel", 700)}

    same_cell = editor.post(address, typed(shown, form_key="", **{"budget-training_2024": "2 000 000"}))
    page = same_cell.content.decode()
    assert same_cell.status_code == 409
    assert "3\u202f000\u202f000" in page
    assert "2\u202f000\u202f000" in page or "2 000 000" in page


def test_funding_is_added_with_its_amounts(editor, activity, address):
    funder = OrganisationFactory()

    response = save(
        editor,
        address,
        **{
            "fundings-0-funder": str(funder.pk),
            "fundings-0-year": "2024",
            "fundings-0-reference": "CONV-7",
            "fundings-0-steps-0-stage": FundingStage.PLEDGED,
            "fundings-0-steps-0-on": "15 mars 2024",
            "fundings-0-steps-0-given": "1 000,50",
            "fundings-0-steps-0-currency": "EUR",
            "fundings-0-steps-0-rate": "655,957",
            "fundings-0-steps-0-rate_on": "15/03/2024",
        },
    )

    assert response.status_code == 302
    funding = Funding.objects.get()
    assert (funding.activity, funding.funder, funding.reference) == (activity, funder, "CONV-7")
    step = funding.steps.get()
    assert (step.on, step.currency, step.foreign_amount) == (date(2024, 3, 15), "EUR", Decimal("1000.50"))
    assert step.amount == 656_285
    assert Entry.objects.filter(verb="funding.recorded").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"given": "12,5"}, "given"),
        ({"given": "12", "currency": "EUR"}, "rate"),
        ({"given": "12", "currency": "EUR", "rate": "655"}, "rate_on"),
        ({"given": "", "rate": "655"}, "given"),
        ({"given": "12", "stage": ""}, "stage"),
        ({"given": "12", "on": ""}, "on"),
    ],
)
def test_amount_is_refused_where_it_is_wrong(editor, activity, address, changes, field):
    funding = FundingFactory(activity=activity)
    given = {"stage": "pledged", "on": "01/03/2024", "currency": "XOF", **changes}

    page = save(
        editor, address, **{f"fundings-0-steps-0-{name}": value for name, value in given.items()}
    ).content.decode()

    assert f'href="#id_fundings-0-steps-0-{field}"' in page
    assert not funding.steps.exists()


def test_more_disbursed_than_mobilised_is_asked(editor, activity, address):
    step = FundingStepFactory(funding__activity=activity, amount=600_000)
    changes = {
        "fundings-0-steps-1-stage": FundingStage.DISBURSED,
        "fundings-0-steps-1-on": "01/06/2024",
        "fundings-0-steps-1-given": "700000",
    }

    asked = save(editor, address, **changes)
    assert asked.status_code == 200
    assert step.funding.steps.count() == 1
    assert editor.post(address, typed(asked)).status_code == 302
    assert step.funding.steps.count() == 2


def test_removing_a_commitment_says_what_goes_with_it(editor, activity, address):
    FundingStepFactory(funding__activity=activity)

    asked = save(editor, address, **{"fundings-0-DELETE": "on"})
    assert asked.status_code == 200
    assert Funding.objects.exists()
    assert editor.post(address, typed(asked)).status_code == 302
    assert not Funding.objects.exists()
    assert not FundingStep.objects.exists()


def test_emptied_amount_is_removed_alone(editor, activity, address):
    kept = FundingStepFactory(funding__activity=activity)
    FundingStepFactory(funding=kept.funding, disbursed=True, amount=1, on=date(2024, 5, 1))

    response = save(editor, address, **{"fundings-0-steps-1-given": ""})

    assert response.status_code == 302
    assert list(kept.funding.steps.all()) == [kept]


def test_expense_is_of_the_year_of_its_day(editor, activity, address):
    response = save(editor, address, **{"expenses-0-on": "3/5/2025", "expenses-0-amount": "12 500 F CFA"})

    assert response.status_code == 302
    expense = Expense.objects.get()
    assert (expense.year, expense.amount, expense.on) == (2025, 12_500, date(2025, 5, 3))


def test_year_out_of_the_plan_is_refused(editor, activity, address):
    page = save(editor, address, **{"expenses-0-on": "3/5/2011", "expenses-0-amount": "12"}).content.decode()

    assert "2011" in page
    assert 'href="#id_expenses-0-year"' in page
    assert not Expense.objects.exists()


def test_sent_twice_it_is_spent_once(editor, activity, address):
    sent = typed(editor.get(address), **{"expenses-0-on": "3/5/2024", "expenses-0-amount": "12"})

    assert [editor.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Expense.objects.count() == 1


def test_rows_of_another_activity_are_out_of_reach(editor, activity, address):
    other = FundingStepFactory(amount=1)
    sent = typed(editor.get(address))
    sent |= {
        "fundings-INITIAL_FORMS": "1",
        "fundings-0-id": str(other.funding_id),
        "fundings-0-funder": str(other.funding.funder_id),
        "fundings-0-year": "2024",
        "fundings-0-steps-INITIAL_FORMS": "1",
        "fundings-0-steps-0-id": str(other.pk),
        "fundings-0-steps-0-given": "9",
    }

    editor.post(address, sent)

    other.refresh_from_db()
    assert (other.amount, other.funding.activity == activity) == (1, False)


def test_as_many_queries_with_one_row_as_with_four(editor, activity, address, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(40) as captured:
            editor.get(address)
        return len(captured)

    def row():
        step = FundingStepFactory(funding__activity=activity)
        FundingStepFactory(funding=step.funding, disbursed=True, on=date(2024, 6, 1))
        ExpenseFactory(activity=activity, funder=step.funding.funder)

    row()
    queries()
    one = queries()
    for _ in range(3):
        row()
    assert queries() == one
