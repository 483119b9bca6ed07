"""What the lists of the administration find, and what nobody may ask of them by their address."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP

from cnclctpa.folding import fold

#: Words of a search that are looked at.
WORDS = 10
#: What filters and the years above a list ask of their own column. Never what lies beyond it: the plan of a
#: row leads to every count of that plan, and to the password of whoever wrote them.
OF_FILTERS = {
    *("exact", "id__exact", "in", "isnull", "isempty"),
    *("gt", "gte", "lt", "lte", "year", "month", "day"),
}


class Searching:
    """Accents and case are ignored; lists are filtered by their filters only."""

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\x00", " ").split()[:WORDS]
        fields = self.get_search_fields(request)
        if not fields or not words:
            return queryset, False
        return queryset.filter(reduce(and_, (found(fields, word) for word in words))), False

    def lookup_allowed(self, lookup, value, request=None):
        """Filters, rows of one object, keys: asked anything else, a list would tell a masked value."""
        name, _sep, rest = lookup.partition(LOOKUP_SEP)
        if name in (self.opts.pk.name, "pk"):
            return rest in ("", "exact", "in")
        filters = {one[0] if isinstance(one, tuple) else one for one in self.get_list_filter(request)}
        named = {one for one in filters if isinstance(one, str)} | {self.date_hierarchy}
        if any(is_asked_of(one, lookup) for one in named if one):
            return True
        relations = {one.name for one in self.opts.get_fields() if one.is_relation and one.concrete}
        return name in relations and rest in ("", "exact", "id__exact", "pk", "id")


def is_asked_of(column: str, lookup: str) -> bool:
    """Whether a lookup is what a filter on this column asks."""
    return lookup == column or (
        lookup.startswith(column + LOOKUP_SEP) and lookup[len(column + LOOKUP_SEP) :] in OF_FILTERS
    )


def found(fields, word: str) -> Q:
    """A word of a search, at the beginning of a word of a folded text or anywhere in another one."""
    parts = [f" {part}" for part in fold(word).split()]
    asked = []
    for field in fields:
        if field.endswith("_text"):
            asked.append(
                reduce(and_, (Q(**{f"{field}__contains": one}) for one in parts), Q()) if parts else ~Q()
            )
        else:
            asked.append(Q(**{f"{field}__icontains": word}))
    return reduce(or_, asked)
