"""On what conditions the rows of a plan are kept: importing this package declares them."""

from plans.conditions import confidence, measurements, placing, removal
from plans.conditions.framework import (
    LIFE,
    check_added_on,
    check_advance,
    check_code_stays,
    check_open,
    check_plan_stays,
    check_serves,
    check_year,
    hold_open,
    next_code,
    next_free,
)

__all__ = [
    "LIFE",
    "check_added_on",
    "check_advance",
    "check_code_stays",
    "check_open",
    "check_plan_stays",
    "check_serves",
    "check_year",
    "hold_open",
    "measurements",
    "confidence",
    "next_code",
    "next_free",
    "placing",
    "removal",
]
