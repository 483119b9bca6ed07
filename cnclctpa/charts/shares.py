"""Shares of a whole as widths: per cent of the drawing, one decimal, no more than is drawn."""

from decimal import Decimal

PILLAR_TONES = {"prevention": "prev", "protection": "prot", "prosecution": "pour", "partnership": "part"}
#: What is not zero is never drawn as nothing.
LEAST = 0.4

Width = float | int
Amount = Decimal | int | float


def tone(pillar: str, otherwise: str = "ink") -> str:
    """The colour of a pillar, or ink: it ends the names of the classes ``f-…``."""
    return PILLAR_TONES.get(pillar, otherwise)


def width(part: Amount, whole: Amount = 1) -> Width:
    """``part`` of ``whole`` in per cent, between 0 and 100."""
    return lean(min(max(float(part) / float(whole) * 100, 0), 100)) if whole else 0


def seen(part: Amount, whole: Amount = 1) -> Width:
    """The same, wide enough to be seen when it is not zero."""
    return max(width(part, whole), LEAST) if part > 0 and whole else 0


def lean(value: float, decimals: int = 1) -> Width:
    """A number as short as it can be written in an attribute: 43 rather than 43.0."""
    rounded = round(value, decimals)
    return int(rounded) if rounded == int(rounded) else rounded
