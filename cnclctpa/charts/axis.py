"""A vertical axis of round numbers, and how they are written beside it."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from cnclctpa.typography import NBSP, number

STEPS = tuple(Decimal(step) for step in (1, 2, 5, 10))
MILLION = Decimal(10) ** 6
#: A thousand millions: « Md » in French, “bn” in English.
THOUSAND_MILLION = Decimal(10) ** 9
BILLIONS = {"fr": "Md", "en": "bn"}


def ticks(low: Decimal, high: Decimal, *, is_whole: bool = False, most: int = 5) -> list[Decimal]:
    """Round numbers around two others and zero, at equal steps, ``most`` at most; whole ones on demand."""
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    step = _step(max((high - low) / most, Decimal(is_whole))) if high > low else Decimal(1)
    while _count(low, high, step) > most:
        step = _step(step * Decimal("1.01"))
    first, last = _ends(low, high, step)
    return [step * position for position in range(first, last + 1)]


def _count(low: Decimal, high: Decimal, step: Decimal) -> int:
    first, last = _ends(low, high, step)
    return last - first


def _ends(low: Decimal, high: Decimal, step: Decimal) -> tuple[int, int]:
    """The numbers of the first and of the last step; one at least."""
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return first, last + (first == last)


def _step(least: Decimal) -> Decimal:
    """The first round step that is not under ``least``."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in STEPS if power * step >= least)


def short(value: Decimal, language: str) -> str:
    """``385 M``, ``1,92 Md``: at most two decimals from a million on."""
    for unit, name in ((THOUSAND_MILLION, BILLIONS.get(language.split("-")[0], "Md")), (MILLION, "M")):
        if abs(value) >= unit:
            return number((value / unit).quantize(Decimal("0.01")), language) + NBSP + name
    return number(value, language)
