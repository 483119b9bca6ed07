from threading import Thread

import pytest

from cnclctpa.audit import causes
from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way


def test_nothing_is_said_outside():
    assert causes.current() == causes.Cause(verb="", by=None, reason="", way=Way.OTHER)


def test_because_is_forgotten_at_its_end():
    with because("plan.published", reason="adopted in council", way=Way.PAGE):
        assert causes.current() == causes.Cause("plan.published", None, "adopted in council", Way.PAGE)
    assert causes.current() == causes.UNSAID


def test_because_is_forgotten_after_an_error():
    with pytest.raises(RuntimeError), because("plan.published"):
        raise RuntimeError
    assert causes.current() == causes.UNSAID


def test_because_nested_completes_what_surrounds_it():
    author = object()
    with because("", by=author, reason="correction", way=Way.ADMIN), because("plan.published"):
        assert causes.current() == causes.Cause("plan.published", author, "correction", Way.ADMIN)


def test_because_nested_prevails_over_what_surrounds_it():
    outer, inner = object(), object()
    with (
        because("plan.imported", by=outer, reason="one", way=Way.IMPORT),
        because("plan.published", by=inner, reason="two", way=Way.API),
    ):
        assert causes.current() == causes.Cause("plan.published", inner, "two", Way.API)


def test_because_belongs_to_its_thread():
    seen = []
    with because("plan.published"):
        thread = Thread(target=lambda: seen.append(causes.current()))
        thread.start()
        thread.join()
    assert seen == [causes.UNSAID]
