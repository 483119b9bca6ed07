import pytest

from cnclctpa.spelling import inside, ordinal, spelled


@pytest.mark.parametrize(
    ("count", "language", "words"),
    [(0, "fr", "aucun"), (1, "en", "one"), (20, "fr", "vingt"), (21, "fr", "21"), (-1, "en", "−1")],
)
def test_spelled_writes_small_numbers_in_letters(count, language, words):
    assert spelled(count, language) == words


@pytest.mark.parametrize(
    ("rank", "language", "words"),
    [
        (1, "fr", "première"),
        (4, "en", "fourth"),
        (10, "fr", "dixième"),
        (11, "fr", "11e"),
        (11, "en", "11th"),
    ],
)
def test_ordinal_writes_small_ranks_in_letters(rank, language, words):
    assert ordinal(rank, language) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Victimes recensées", "victimes recensées"),
        ("OIM, victimes", "OIM, victimes"),
        ("", ""),
        ("À Gao", "à Gao"),
    ],
)
def test_inside_lowers_a_capital_but_not_an_acronym(text, expected):
    assert inside(text) == expected
