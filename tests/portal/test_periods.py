from datetime import date

import pytest
from django.utils.translation import override

from cnclctpa.portal.reporting.periods import period_name


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ((2024, 1, 1), (2024, 3, 31), "1er trimestre 2024", "first quarter of 2024"),
        ((2024, 10, 1), (2024, 12, 31), "4e trimestre 2024", "fourth quarter of 2024"),
        ((2024, 7, 1), (2024, 12, 31), "2e semestre 2024", "second half of 2024"),
        ((2024, 1, 1), (2024, 12, 31), "année 2024", "year 2024"),
        ((2024, 2, 1), (2024, 2, 29), "février 2024", "February 2024"),
        ((2024, 2, 1), (2024, 4, 30), "février-avril 2024", "February–April 2024"),
        ((2024, 1, 2), (2024, 3, 31), None, None),
        ((2023, 10, 1), (2024, 3, 31), None, None),
    ],
)
def test_a_period_has_the_name_that_people_give_it(start, end, french, english):
    names = {}
    for language in ("fr", "en"):
        with override(language):
            names[language] = period_name(date(*start), date(*end))
    if french is None:
        assert "2024" in names["fr"]
        assert "trimestre" not in names["fr"]
    else:
        assert names == {"fr": french, "en": english}
