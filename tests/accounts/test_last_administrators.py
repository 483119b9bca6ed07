"""Two administrators send each other away at the same moment: one of them stays."""

from threading import Barrier

from django.core.exceptions import ValidationError

from cnclctpa.accounts import leaving
from cnclctpa.accounts.models import User
from tests.audit.test_concurrency import in_a_thread, shared_database  # noqa: F401  a fixture
from tests.factories.accounts import UserFactory


def together(database, *works):
    threads = [in_a_thread(database, work) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_the_last_two_administrators_are_not_both_closed(shared_database):  # noqa: F811  the fixture
    pair: list[User] = []
    start, refused, still_open = Barrier(2), [], []

    def close(user, by):
        def work():
            start.wait()
            try:
                leaving.close_account(User.objects.get(pk=user.pk), reason="left", by=by)
            except ValidationError as refusal:
                refused.append(refusal)

        return work

    together(shared_database, lambda: pair.extend(UserFactory(administrator=True) for _ in range(2)))
    together(shared_database, close(*pair), close(*pair[::-1]))
    together(shared_database, lambda: still_open.extend(User.objects.active()))
    assert (len(refused), len(still_open)) == (1, 1)
