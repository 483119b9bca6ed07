"""Each leaf of facts.json: told the same by the database, or named with the reason why it is not loaded."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from cnclctpa.content.territory import FACTS
from tests.content.not_loaded import NOT_LOADED
from tests.content.prose import PROSE
from tests.content.rules import RULES

pytestmark = pytest.mark.django_db

RANK = re.compile(r"(?<=\.)\d+(?=\.|$)")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        for name, one in inside:
            yield from leaves(one, f"{path}.{name}" if path else str(name))
    else:
        yield path, value


def shape(path: str) -> str:
    return RANK.sub("*", path)


FOUND = dict(leaves(json.loads((FACTS / "facts.json").read_text())))
BY_SHAPE = defaultdict(dict)
for path, value in FOUND.items():
    BY_SHAPE[shape(path)][path] = value


def answer(path: str) -> str:
    """Where the answer to a leaf is written; two places would be one too many."""
    places = {
        "prose": path in PROSE,
        "rules": shape(path) in RULES,
        "not loaded": shape(path) in NOT_LOADED,
    }
    return " and ".join(name for name, is_there in places.items() if is_there)


def test_every_leaf_is_answered_once():
    unanswered = {path for path in FOUND if answer(path) not in ("prose", "rules", "not loaded")}
    assert unanswered == set()


def test_every_answer_has_its_leaf():
    assert set(PROSE) - set(FOUND) == set()
    assert (set(RULES) | set(NOT_LOADED)) - set(BY_SHAPE) == set()


@pytest.mark.parametrize("pattern", RULES)
def test_database_tells_the_same(pattern, loaded):
    rule = RULES[pattern]
    wrong = {
        path: value
        for path, value in BY_SHAPE[pattern].items()
        if not rule(value, *(int(rank) for rank in RANK.findall(path)))
    }
    assert wrong == {}


@pytest.mark.parametrize("path", PROSE)
def test_sentence_is_told(path, loaded):
    assert PROSE[path].agrees(FOUND[path])
