"""A queryset without an order comes back in another order in tests, so that nobody relies on luck."""

import random

from django.db.models import QuerySet

_fetch_all = QuerySet._fetch_all
_chance = random.Random(2011036)  # the same disorder at each run


def shuffled_fetch_all(queryset: QuerySet) -> None:
    fetched_now = queryset._result_cache is None
    _fetch_all(queryset)
    if fetched_now and not queryset.ordered:
        _chance.shuffle(queryset._result_cache)
