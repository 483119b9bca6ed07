"""Time between the dates of a plan. Imports nothing of Django."""

from datetime import date


def months_between(start: date | None, end: date | None) -> int | None:
    """Whole months from one day to another; negative when the second comes first, None when one is missing.

    A date known to the month stands for its first day.
    """
    if start is None or end is None:
        return None
    if end < start:
        return -(months_between(end, start) or 0)
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
