"""On what conditions the rows of activities are kept: importing this package declares them."""

from activities.conditions import activities, money, removal, reports, workshops

__all__ = ["activities", "money", "removal", "reports", "workshops"]
