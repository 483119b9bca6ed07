"""How cells look: one format of the workbook for each look that is used, made when it first is."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from .palette import INK, INK_2, RULE, TINT_2, TONES
from .tables import Kind

FONT = "Calibri"
BODY = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
CELL = {**BODY, "bottom": 1, "bottom_color": RULE}
BANNER = {"font_name": "Georgia", "font_size": 13, "font_color": INK, "valign": "vcenter"}
TECHNICAL = {**BODY, "font_name": "Consolas", "font_size": 8, "font_color": INK_2}
HEADING = {
    **BODY,
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "bg_color": TINT_2,
    "top": 1,
    "bottom": 2,
    "bottom_color": INK,
}
EMPTY = {**BODY, "italic": True, "font_color": INK_2}

WHOLE = "#,##0"
NUMBER = "#,##0.######"
#: What each language writes otherwise; a month in letters is read alike on both sides of the Atlantic.
HABITS = {
    "fr": {"percent": '0.0"\u00a0"%', "day": "dd/mm/yyyy", "instant": "dd/mm/yyyy hh:mm"},
    "en": {"percent": "0.0%", "day": "d mmm yyyy", "instant": "d mmm yyyy hh:mm"},
}


class Looks:
    """The formats of one workbook, in the habits of a language."""

    def __init__(self, book: Workbook, language: str) -> None:
        self.book = book
        self.habits = HABITS.get(language.split("-")[0], HABITS["fr"])
        self.numbers = {Kind.PERCENT: self.habits["percent"], Kind.MONEY: WHOLE, Kind.CODE: "@"}
        self.made: dict[Any, Format] = {}

    def of(self, properties: dict[str, Any]) -> Format:
        key = tuple(properties.items())
        if key not in self.made:
            self.made[key] = self.book.add_format(properties)
        return self.made[key]

    def cell(self, kind: Kind, tone: str = "", **more: Any) -> Format:
        figures = self.numbers.get(kind, "General")
        plain = {**sided(kind), "text_wrap": True, "num_format": figures}
        return self.of({**CELL, **plain, **of_tone(tone), **more})

    def heading(self, kind: Kind, *, is_computed: bool) -> Format:
        computed = {"italic": True, "font_color": INK_2} if is_computed else {}
        return self.of({**HEADING, **sided(kind), **computed})


def sided(kind: Kind) -> dict[str, Any]:
    """Figures on the right, the rest on the left, neither against the edge; marks in the middle."""
    if kind is Kind.MARK:
        return {"align": "center"}
    is_figure = kind in (Kind.NUMBER, Kind.MONEY, Kind.PERCENT)
    return {"align": "right" if is_figure else "left", "indent": 1}


def of_tone(tone: str) -> dict[str, Any]:
    if not tone:
        return {}
    return {"bg_color": TONES[tone].ground, "font_color": TONES[tone].ink}
