"""What the consistency tests read: our models, our templates, our tracked files."""

import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# From the foundations up: each app may know those before it.
LAYERS = ["audit", "reference", "accounts", "documents", "plans", "activities", "evaluation"]
CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def our_models() -> list:
    return [model for label in LAYERS for model in apps.get_app_config(label).get_models()]


def our_templates() -> list[Path]:
    folders = [ROOT / "templates", *(Path(config.path) / "templates" for config in apps.get_app_configs())]
    ours = [folder for folder in folders if folder.is_dir() and "site-packages" not in folder.parts]
    return sorted(path for folder in ours for path in folder.rglob("*") if path.is_file())


def tracked_files() -> list[Path]:
    """Every file that the repository holds and the folder still has."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))
