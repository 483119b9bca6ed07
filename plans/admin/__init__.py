"""Plans, their framework and their indicators in the administration."""

from . import confidence, framework, indicators, plans

__all__ = ["confidence", "framework", "indicators", "plans"]
