"""What the demonstration says, in files of its own: invented from end to end."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def texts(name: str) -> dict[str, Any]:
    """The content of one file, by its path without the extension: ``organisations``, ``demo-2/axis-1``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
