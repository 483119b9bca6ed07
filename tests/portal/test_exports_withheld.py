"""What a person may not read is in none of the files that they may take away."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.exports.reading import as_text, content, sheets
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.activities import ActivityFactory
from tests.factories.money import ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import ProgressReportFactory
from tests.portal.planted import Planted, few, planted
from tests.trust import tried

pytestmark = pytest.mark.django_db

PLAN = "/plans/2023-2027"
LISTS = (
    "matrix", "timeline", "years/2024", "funding", "organisations", "indicators", "activities", "reporting",
    "reporting/2024",
)  # fmt: skip
FILES = (
    f"{PLAN}/report.xlsx",
    *(f"{PLAN}/{name}.{ending}" for name in LISTS for ending in ("csv", "xlsx")),
    *(f"{name}.{ending}" for name in ("/plans", "/regions", "/about/figures") for ending in ("csv", "xlsx")),
)
#: Where whoever is entitled reads protected counts, or what is derived from them.
TELLING = tuple(
    f"{language}{PLAN}/{name}"
    for language in ("", "/en")
    for name in ("report.xlsx", "indicators.csv", "indicators.xlsx")
)
OTHERWISE = tuple(
    f"{PLAN}/indicators.{ending}?{query}"
    for ending in ("csv", "xlsx")
    for query in ("sort=rate", "sort=oldest&mark=protected", "state=measured", "state=never", "on=2024-07-01")
)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 3, 1)):
        yield


@pytest.fixture
def secrets(db) -> Planted:
    return planted()


def somebody(role: str, found: Planted | None = None) -> Client:
    client = Client()
    if role == "anonymous":
        return client
    user = UserFactory(**({} if role.startswith(("own", "former")) else {role: True}))
    if found and not user.memberships.exists():
        ends_on = date(2025, 12, 31) if role.startswith("former") else None
        MembershipFactory(user=user, organisation=found.police, ends_on=ends_on)
    client.force_login(user)
    return client


def these(client: Client, addresses) -> dict[str, str]:
    found = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        found[address] = as_text(response)
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [address for address in before if before[address] != after[address]]


STRANGERS = ("anonymous", "partner", "focal_point", "administrator", "former_focal_point")


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("is_published", [True, False])
def test_no_file_changes_with_a_protected_count(who, is_published, secrets):
    if is_published:
        secrets.publish(2023)
        secrets.publish(2024)
    client = somebody(who, secrets)
    before = these(client, {*TELLING[:2], *tried([*FILES, *TELLING, *OTHERWISE], at_least=36)})
    secrets.plant(few(1))
    assert changed(before, these(client, before)) == []


@pytest.mark.parametrize("who", ["secretariat", "own_focal_point"])
def test_whoever_is_entitled_reads_every_change(who, secrets):
    """So the attack sees what a file without the door would tell."""
    client = somebody(who, secrets)
    before = these(client, TELLING)
    secrets.plant(few(1))
    assert changed(before, these(client, before)) == list(TELLING)


def test_a_publication_tells_bands_in_files_and_nothing_finer(secrets):
    secrets.plant([7_389] * len(secrets.secrets))
    secrets.publish(2023)
    secrets.publish(2024)
    for address, text in these(Client(), {*FILES, *TELLING, *OTHERWISE}).items():
        plain = text.replace("\u202f", "").replace("\xa0", "")
        assert "7389" not in plain, address
        assert "14778" not in plain, address
    assert "environ 14\u202f780" in these(Client(), [f"{PLAN}/indicators.csv"])[f"{PLAN}/indicators.csv"]


def funded() -> None:
    """One activity that a published and a hidden funder pay for, and what the hidden one spent."""
    plan = PlanFactory(
        published=True, slug="2023-2027", starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31)
    )
    activity = ActivityFactory(plan=plan, dated=True)
    shown = OrganisationFactory(name_fr="Bailleur affiché")
    hidden = OrganisationFactory(name_fr="Bailleur discret")
    public = FundingFactory(activity=activity, funder=shown, public=True)
    secret = FundingFactory(activity=activity, funder=hidden, reference="Convention discrète")
    FundingStepFactory(funding=public, amount=111_000)
    FundingStepFactory(funding=secret, amount=222_000)
    ExpenseFactory(activity=activity, funder=hidden, amount=77_000, reference="Facture discrète")


def test_hidden_funders_are_in_no_file_of_the_public():
    funded()
    found = these(Client(), [file for file in FILES if "reporting/2024" not in file])
    assert [address for address, text in found.items() if "discr" in text.casefold()] == []
    assert [address for address, text in found.items() if "222000" in text or "111000" in text] == []
    assert "333000" in found[f"{PLAN}/report.xlsx"]


def test_partners_read_each_commitment():
    funded()
    told = these(somebody("partner"), [f"{PLAN}/report.xlsx"])[f"{PLAN}/report.xlsx"]
    for words in ("Bailleur discret", "Convention discrète", "Facture discrète", "222000", "111000", "77000"):
        assert words in told


@pytest.mark.parametrize(
    ("who", "states"),
    [
        ("anonymous", {"validé"}),
        ("partner", {"validé", "soumis"}),
        ("secretariat", {"validé", "soumis", "renvoyé", "brouillon"}),
        ("administrator", {"validé", "soumis"}),
    ],
)
def test_reports_are_those_that_the_person_reads(who, states):
    plan = PlanFactory(
        published=True, slug="2023-2027", starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31)
    )
    for state in ("validated", "submitted", "returned", None):
        more = {state: True} if state else {}
        ProgressReportFactory(activity__plan=plan, activity__dated=True, **more)
    data = content(somebody(who).get(f"{PLAN}/report.xlsx"))
    (reports,) = [sheet for sheet in sheets(data) if sheet.title == "Rapports"]
    names = [cell.value for cell in reports[2]]
    told = {row[names.index("report_state")].value for row in reports.iter_rows(min_row=4)}
    assert told == states


@pytest.mark.parametrize("who", ["anonymous", "partner"])
def test_a_draft_has_no_file(who):
    PlanFactory(slug="2023-2027", starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31))
    client = somebody(who)
    found = {address: client.get(address).status_code for address in FILES if address.startswith(PLAN)}
    assert set(found.values()) == {404}
    assert "2023-2027" not in these(client, ["/plans.csv"])["/plans.csv"]
