"""What people call a period: a quarter, a half-year, a year, a month, or two dates."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnclctpa.typography import day, period

QUARTER, HALF, YEAR = 3, 6, 12
NAMES = {
    1: (
        _("first quarter of %(year)s"),
        _("second quarter of %(year)s"),
        _("third quarter of %(year)s"),
        _("fourth quarter of %(year)s"),
    ),
    2: (_("first half of %(year)s"), _("second half of %(year)s")),
    4: (_("year %(year)s"),),
}


def period_name(starts_on: date, ends_on: date) -> str:
    """The name of a period of whole quarters or of one whole month, or its dates."""
    language = get_language() or "fr"
    if starts_on.day != 1 or (ends_on + timedelta(days=1)).day != 1 or starts_on.year != ends_on.year:
        return period(starts_on, ends_on, language)
    months = ends_on.month - starts_on.month + 1
    if months == 1:
        return day(starts_on, language, precision="month")
    if months not in (QUARTER, HALF, YEAR) or (starts_on.month - 1) % months:
        return period(starts_on, ends_on, language, precision="month")
    return NAMES[months // QUARTER][(starts_on.month - 1) // months] % {"year": starts_on.year}
