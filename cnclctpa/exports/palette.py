"""The colours of the site, as cells can have them; `static/css/src/tokens.css` has them for the pages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tone:
    """The ground of a cell and the ink on it, in contrast of at least 4.5."""

    ground: str
    ink: str


INK, INK_2, PAPER, TINT, TINT_2, RULE = "#1c2025", "#474c54", "#ffffff", "#f3efe6", "#e8e2d4", "#dcd6c8"
LINK = "#1b4079"

TONES = {
    "prev": Tone("#b88321", INK),
    "prot": Tone("#19675b", PAPER),
    "pour": Tone("#4f2548", PAPER),
    "part": Tone("#477ab2", PAPER),
    "ink": Tone(INK_2, PAPER),
    "alert": Tone("#98401c", PAPER),
    "alert-tint": Tone("#fbede3", INK),
    "grey": Tone("#c9ccd0", INK),
    "tint": Tone(TINT, INK),
    "tint-2": Tone(TINT_2, INK),
}
