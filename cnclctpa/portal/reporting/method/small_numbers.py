"""Worked examples of small numbers: bands, totals, percentages, breakdowns."""

from collections.abc import Hashable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnclctpa.portal.reporting.method.worked import Example, Line, added, not_computable, number, percent
from cnclctpa.typography import MINUS
from plans.disclosure import Band, Disclosure, Knowledge, Table, band, disclose, share
from plans.protected import in_band


def written(told: Band) -> str:
    """A published count as it is read."""
    return in_band(told).words


def published(parts: Mapping[str, int]) -> Disclosure:
    return disclose(
        Table("2025", sum(parts.values()), dict[Hashable, int](parts.items())),
        dimension="one",
        knowledge=Knowledge(),
    )


def bands() -> Example:
    return Example(
        _("Counted, then published"),
        (),
        tuple(Line(number(count) or "", written(band(count))) for count in (0, 10, 11, 24, 25, 34, 35)),
    )


def parts_and_total() -> Example:
    women, men = 28, 13
    told = published({"women": women, "men": men})
    read = {name: written(one) for names, one in told.groups for name in names}
    return Example(
        _("A breakdown by sex"),
        (
            Line(_("Women, counted"), number(women)),
            Line(_("Men, counted"), number(men)),
            Line(_("Both, counted"), number(women + men), f"{women} + {men}"),
        ),
        (
            Line(_("Women, published"), read["women"]),
            Line(_("Men, published"), read["men"]),
            Line(_("Both, published"), written(told.total)),
        ),
    )


def percentages() -> Example:
    part, whole, narrow = 45, 60, 33
    told = {count: band(count) for count in (part, whole, narrow)}
    return Example(
        _("A share of protected counts"),
        tuple(
            Line(_("%(count)s counted, published") % {"count": count}, written(one))
            for count, one in told.items()
        ),
        (
            Line(
                _("The first out of the second"),
                percent(share(told[part], told[whole]), 0),
                f"{told[part].rounded} ÷ {told[whole].rounded}",
            ),
            Line(
                _("Out of the third, which may stand for %(low)s") % {"low": told[narrow].low},
                percent(share(told[narrow], told[narrow])),
                absent=not_computable(),
            ),
        ),
    )


def breakdowns() -> Example:
    withheld, told = {"women": 20, "men": 9}, {"women": 30, "men": 1}
    return Example(
        _("Two breakdowns by sex"),
        (),
        (
            Line(both(**withheld), groups(published(withheld))),
            Line(both(**told), groups(published(told))),
        ),
    )


def both(*, women: int, men: int) -> str:
    words = ngettext(
        "%(women)s women and %(men)s man, %(total)s in all",
        "%(women)s women and %(men)s men, %(total)s in all",
        men,
    )
    return words % {"women": women, "men": men, "total": women + men}


def groups(told: Disclosure) -> str:
    if told.is_withheld:
        return _("breakdown not published")
    largest_first = sorted((one for _names, one in told.groups), key=lambda one: one.low, reverse=True)
    return " · ".join(written(one) for one in largest_first)


def put_together() -> Example:
    regions = {"Kayes": 11, "Mopti": 11, "Ségou": 11, "Gao": 1}
    total, each = band(sum(regions.values())), band(11)
    told = {tuple(name for name in regions if name in names): one for names, one in published(regions).groups}
    return Example(
        _("A breakdown by region"),
        tuple(Line(name, number(count)) for name, count in regions.items()),
        (
            Line(
                _("At most what would be left for Gao"),
                number(total.high - 3 * each.low),
                f"{total.high} {MINUS} 3 × {each.low}",
            ),
            *(
                Line(_("Published: %(regions)s") % {"regions": added(names)}, written(one))
                for names, one in sorted(told.items())
            ),
        ),
    )
