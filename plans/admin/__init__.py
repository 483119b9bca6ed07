"""Plans, their framework and their indicators in the administration."""

from . import framework, indicators, plans

__all__ = ["framework", "indicators", "plans"]
