"""No page tells a protected count to whoever may not read it: pages do not change when the count does."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.factories.accounts import MembershipFactory, UserFactory
from tests.portal.planted import Planted, everything, few, planted, read

pytestmark = pytest.mark.django_db

PLAN = "/plans/2023-2027/"
#: Where whoever is entitled reads the counts, or what is derived from them.
TELLING = (
    PLAN,
    *(f"{PLAN}indicators/{code}" for code in ("", "S/", "L/", "C/", "P/", "W/")),
    f"{PLAN}activities/A1/",
    f"{PLAN}activities/A2/",
    f"{PLAN}matrix/",
    f"{PLAN}axes/1/",
    f"{PLAN}objectives/1.1/",
    f"{PLAN}results/1.1.1/",
)
#: The same on another day, in another order, in the other language; and what gathers several plans.
OTHERWISE = (
    *(f"{address}?on=2024-07-01" for address in TELLING),
    *(f"/en{address}" for address in TELLING),
    f"{PLAN}indicators/?sort=rate",
    f"{PLAN}indicators/?sort=oldest&mark=protected",
    f"{PLAN}indicators/?state=measured",
    f"{PLAN}indicators/?state=never",
    "/",
    "/plans/",
    "/regions/",
    "/search/?q=protéger",
)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 3, 1)):
        yield


@pytest.fixture
def secrets(db) -> Planted:
    return planted()


def reader(role: str, found: Planted) -> Client:
    """A person who may not read these counts, whatever else they may do."""
    user = UserFactory(**({} if role == "former_focal_point" else {role: True}))
    if role == "former_focal_point":
        MembershipFactory(user=user, organisation=found.police, ends_on=date(2025, 12, 31))
    client = Client()
    client.force_login(user)
    return client


STRANGERS = ("partner", "focal_point", "administrator", "former_focal_point")


def these(client: Client, addresses) -> dict[str, str]:
    return {address: read(client, address) for address in addresses}


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    assert after.keys() == before.keys()
    return [address for address in before if before[address] != after[address]]


def test_no_page_changes_with_a_count(secrets):
    secrets.publish(2023)
    secrets.publish(2024)
    before = everything(Client(), PLAN) | these(Client(), OTHERWISE)
    secrets.plant(few(1))
    assert changed(before, everything(Client(), PLAN) | these(Client(), OTHERWISE)) == []


def test_no_page_changes_with_a_count_of_which_nothing_is_published(secrets):
    before = these(Client(), TELLING + OTHERWISE)
    secrets.plant(few(2))
    assert changed(before, these(Client(), TELLING + OTHERWISE)) == []


@pytest.mark.parametrize("role", STRANGERS)
def test_nor_for_whoever_has_signed_in_without_being_entitled(secrets, role):
    secrets.publish(2024)
    client = reader(role, secrets)
    before = these(client, TELLING)
    secrets.plant(few(1))
    assert changed(before, these(client, TELLING)) == []


@pytest.mark.parametrize("role", ["secretariat", "own_focal_point"])
def test_whoever_is_entitled_sees_every_change(secrets, role):
    """So the attack sees what a page without the door would tell."""
    user = UserFactory(**({"secretariat": True} if role == "secretariat" else {}))
    if role == "own_focal_point":
        MembershipFactory(user=user, organisation=secrets.police)
    client = Client()
    client.force_login(user)
    before = these(client, TELLING)
    secrets.plant(few(1))
    assert changed(before, these(client, TELLING)) == list(TELLING)


def test_a_publication_tells_bands_and_nothing_finer(secrets):
    secrets.plant([7_389] * len(secrets.secrets))
    secrets.publish(2023)
    secrets.publish(2024)
    found = these(Client(), TELLING)
    for address, page in found.items():
        plain = page.replace("\u202f", "").replace("\xa0", "")
        assert "7389" not in plain, address
        assert "14778" not in plain, address
    assert "environ 14\u202f780" in found[f"{PLAN}indicators/S/"]
