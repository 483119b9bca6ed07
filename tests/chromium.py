"""The browser of the system: the suite downloads none."""

import shutil


def executable() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
