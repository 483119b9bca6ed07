"""Every rule of quality: importing this package declares them all, for the page and the command alike."""

from cnclctpa.portal.reporting.quality.rules import activities, framework, indicators, money, process

__all__ = ["activities", "framework", "indicators", "money", "process"]
