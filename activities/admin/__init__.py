"""Activities, their money, their reports and the workshops in the administration."""

from . import activities, money, reports, workshops

__all__ = ["activities", "money", "reports", "workshops"]
