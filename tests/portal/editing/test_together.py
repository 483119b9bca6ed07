"""Two people who save the same object at the same moment, many times: nothing that they typed is lost."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from activities.models import Activity, Milestone
from cnclctpa.work.once import FIELD, new_key
from tests.factories.accounts import UserFactory
from tests.factories.activities import ActivityFactory
from tests.forms import typed
from tests.trust import tried

PAIRS = 200

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair():
    """Two members of the secretariat, each at a screen."""
    clients = []
    for _ in range(2):
        client = Client()
        client.force_login(UserFactory(secretariat=True))
        clients.append(client)
    return clients


@pytest.fixture
def activity():
    return ActivityFactory(plan__published=True, with_lead=True, dated=True)


class Room:
    """Threads that share one database, as the workers of a site do: with SQLite, a file.

    Everything after the fixtures passes here: this test’s own connection has another database.
    """

    def __init__(self, name: str, seats: int = 12):
        self.pool = ThreadPoolExecutor(seats, initializer=sit_down, initargs=(name,))

    def alone(self, work):
        return self.pool.submit(served, work).result()

    def at_once(self, works) -> list:
        """The results of functions that all start at the same moment."""
        barrier = Barrier(len(works))

        def started(work):
            barrier.wait()
            return served(work)

        return list(self.pool.map(started, works))


def served(work):
    """As a request is: its connection ends with it."""
    try:
        return work()
    finally:
        connection.close()


def sit_down(name: str) -> None:
    connection.settings_dict = {**connection.settings_dict, "NAME": name}


@pytest.fixture
def room(pair, activity, tmp_path):
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        name = str(tmp_path / "db.sqlite3")
        with closing(sqlite3.connect(name)) as copy:
            connection.connection.backup(copy)
    made = Room(name)
    yield made
    made.pool.shutdown()


def test_pairs_of_simultaneous_edits_lose_nothing(room, pair, activity):
    """Each writes its own title and its own description; whoever comes second sees both, then saves."""
    address = f"{activity.get_absolute_url()}edit/"
    numbers = tried(range(PAIRS), at_least=PAIRS)
    for number in numbers:
        sent = [
            typed(
                room.alone(partial(client.get, address)),
                title_fr=f"Titre {number}x{who}",
                description_fr=f"Texte {number}x{who}",
            )
            for who, client in enumerate(pair)
        ]
        answers = room.at_once(
            [lambda c=client, d=data: c.post(address, d) for client, data in zip(pair, sent, strict=True)]
        )
        assert sorted(answer.status_code for answer in answers) == [302, 409]
        second = next(who for who, answer in enumerate(answers) if answer.status_code == 409)
        page = answers[second].content.decode()
        assert all(f"{word} {number}x{who}" in page for word in ("Titre", "Texte") for who in range(2))
        kept = room.alone(partial(Activity.objects.get, pk=activity.pk))
        assert (kept.title_fr, kept.description_fr) == (
            f"Titre {number}x{1 - second}",
            f"Texte {number}x{1 - second}",
        )
    print(f"{len(numbers)} pairs of simultaneous edits on {connection.vendor}: 0 lost")  # noqa: T201  the figure asked


def test_twelve_people_add_a_row_at_once_and_all_are_kept(room, pair, activity):
    address = f"{activity.get_absolute_url()}edit/"
    client = pair[0]
    shown = typed(room.alone(partial(client.get, address)))
    sent = [shown | {FIELD: new_key(), "milestones-0-title_fr": f"Étape {n}"} for n in range(12)]
    answers = room.at_once([lambda d=data: clone(client).post(address, d) for data in sent])
    kept = sum(answer.status_code == 302 for answer in answers)
    assert kept == 1
    assert room.alone(Milestone.objects.filter(activity=activity).count) == 1
    refused = [answer for answer in answers if answer.status_code == 409]
    assert len(refused) == 11
    assert all("Étape" in answer.content.decode() for answer in refused)


def test_double_click_makes_one_object_at_the_same_instant(room, pair, activity):
    client = pair[0]
    address = f"/plans/{activity.plan.slug}/activities/new/?objective={activity.serves.code}"
    for number in range(10):
        sent = typed(
            room.alone(partial(client.get, address)), title_fr=f"Double {number}", lead=str(activity.lead.pk)
        )
        answers = room.at_once([lambda d=sent: clone(client).post(address, d) for _ in range(2)])
        assert [answer.status_code for answer in answers] == [302, 302]
        assert answers[0].url == answers[1].url
        assert room.alone(Activity.objects.filter(title_fr=f"Double {number}").count) == 1


def clone(client) -> Client:
    """The same browser in another window."""
    other = Client()
    other.cookies = client.cookies.copy()
    return other
