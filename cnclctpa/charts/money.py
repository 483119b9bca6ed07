"""From what is planned to what is spent: one bar a row, all rows on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .shares import Width, lean, seen, tone, width


@dataclass(frozen=True)
class Line:
    """Amounts in one currency; None is not known. ``gap`` is counted line by line, never netted."""

    planned: Decimal | None
    mobilised: Decimal | None = None
    spent: Decimal | None = None
    pledged: Decimal | None = None
    gap: Decimal | None = None
    pillar: str = ""


@dataclass(frozen=True)
class Bar:
    """Widths and places in per cent of the longest row; None is not known."""

    tone: str
    planned: Width | None
    mobilised: Width | None
    spent: Width | None
    pin: Width | None
    gap_x: Width
    gap: Width

    @property
    def is_zero(self) -> bool:
        """Nothing is mobilised, which is not to be mistaken for not known."""
        return self.mobilised == 0 and not self.spent

    @property
    def beyond(self) -> Width | None:
        """Where the plan ends under money that passes it."""
        if self.planned is None or self.mobilised is None or self.mobilised <= self.planned:
            return None
        return self.planned


@dataclass(frozen=True)
class Money:
    bars: tuple[Bar, ...]

    @property
    def marks(self) -> frozenset[str]:
        """What some row draws: the names of the keys of the legend."""
        return frozenset(name for bar in self.bars for name in _marks(bar))


def money(lines: Sequence[Line]) -> Money:
    """The bars of ``lines`` in their order; a gap ends where the plan ends, under what is mobilised."""
    amounts = [
        amount
        for line in lines
        for amount in (line.planned, line.mobilised, line.spent, line.pledged)
        if amount is not None
    ]
    whole = max(amounts, default=Decimal(0))
    return Money(tuple(_bar(line, whole) for line in lines))


def _bar(line: Line, whole: Decimal) -> Bar:
    planned = _width(line.planned, whole)
    gap = min(_width(line.gap, whole) or 0, planned or 0)
    return Bar(
        tone=tone(line.pillar),
        planned=planned,
        mobilised=_width(line.mobilised, whole),
        spent=_width(line.spent, whole),
        pin=None if line.pledged is None else width(line.pledged, whole),
        gap_x=lean((planned or 0) - gap),
        gap=gap,
    )


def _width(amount: Decimal | None, whole: Decimal) -> Width | None:
    return None if amount is None else seen(amount, whole)


def _marks(bar: Bar) -> list[str]:
    drawn = {
        "planned": bar.planned,
        "gap": bar.gap,
        "mobilised": bar.mobilised,
        "spent": bar.spent,
        "pledged": bar.pin,
        "unknown": bar.planned is None or bar.mobilised is None,
    }
    return [name for name, mark in drawn.items() if mark]
