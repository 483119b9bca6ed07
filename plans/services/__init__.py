"""What can be done with plans, their framework, their figures and publications. Each writes the trail."""

from plans.services.confidence import rate_confidence
from plans.services.indicators import (
    add_indicator,
    correct_measurement,
    record_measurement,
    validate_measurement,
    withdraw_indicator,
)
from plans.services.ordering import remove_line
from plans.services.plans import (
    add_annual_plan,
    add_axis,
    add_objective,
    add_result,
    advance_plan,
    create_plan,
    freeze_plan,
    publish_plan,
    share_plan,
    unpublish_plan,
    unshare_plan,
)
from plans.services.publications import (
    approve_publication,
    digest_of,
    prepare_publication,
    withdraw_publication,
)

__all__ = [
    "add_annual_plan",
    "add_axis",
    "add_indicator",
    "add_objective",
    "add_result",
    "advance_plan",
    "approve_publication",
    "correct_measurement",
    "create_plan",
    "digest_of",
    "freeze_plan",
    "prepare_publication",
    "publish_plan",
    "rate_confidence",
    "record_measurement",
    "remove_line",
    "share_plan",
    "unpublish_plan",
    "unshare_plan",
    "validate_measurement",
    "withdraw_indicator",
    "withdraw_publication",
]
