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
from plans.conditions.publishing import Lack, lacks_to_adopt, lacks_to_publish, refuse

__all__ = [
    "LIFE",
    "Lack",
    "check_added_on",
    "check_advance",
    "check_code_stays",
    "check_open",
    "check_plan_stays",
    "check_serves",
    "check_year",
    "confidence",
    "hold_open",
    "lacks_to_adopt",
    "lacks_to_publish",
    "measurements",
    "next_code",
    "next_free",
    "placing",
    "refuse",
    "removal",
]
