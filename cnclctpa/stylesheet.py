"""One style sheet for the pages, made from small sources: a first view must cost few requests.

The result is committed, so that serving the site needs no build; a test fails when it is out of date.
"""

import re
from pathlib import Path

SOURCES = (
    "tokens",
    "base",
    "frame",
    "tables",
    "charts",
    "marks",
    "rows",
    "series",
    "gantt",
    "activities",
    "matrix",
    "blocks",
    "plans",
    "controls",
    "lists",
    "indicators",
    "about",
    "method",
    "forms",
    "editing",
    "lines",
    "pasting",
    "sheets",
    "generations",
    "history",
    "publication",
    "accounts",
    "desk",
    "confidence",
    "quality",
    "dashboard",
    "downloads",
    "print",
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Spaces that CSS does not read; those around + and - inside clamp() stay.
AROUND_MARKS = re.compile(r"\s*([{};,])\s*")
AFTER_COLON = re.compile(r":\s+")


def compact(css: str) -> str:
    css = re.sub(r"\s+", " ", COMMENT.sub("", css)).strip()
    css = AFTER_COLON.sub(":", AROUND_MARKS.sub(r"\1", css))
    return css.replace(";}", "}")


def build(folder: Path) -> str:
    """The style sheet of ``folder``, whose sources are in ``folder / "src"``."""
    parts = [compact((folder / "src" / f"{name}.css").read_text(encoding="utf-8")) for name in SOURCES]
    return "\n".join(parts) + "\n"
