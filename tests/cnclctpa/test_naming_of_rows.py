"""How rows name themselves where a page has nothing better: removals, histories, choices."""

from datetime import date
from decimal import Decimal

from django.utils.translation import override

from cnclctpa.reference.models import Figure
from plans.models import Target


def test_figures_name_themselves_as_their_reader_writes():
    target, figure = (
        Target(year=2026, value=Decimal("1500.0000")),
        Figure(measure_fr="Budget", value=Decimal(5_817_000)),
    )
    with override("fr"):
        assert str(target) == "2026\u202f: 1\u202f500"
        assert str(figure) == "Budget\u202f: 5\u202f817\u202f000"
    with override("en"):
        assert str(target) == "2026: 1,500"


def test_day_that_is_not_read_yet_is_told_as_typed():
    from cnclctpa.wording import dated

    with override("fr"):
        assert (dated(date(2026, 9, 30)), dated("demain")) == (
            "30\u00a0septembre 2026",
            "demain",
        )
