"""What the consistency tests read: our models, our templates, our tracked files."""

import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# From the foundations up: each app may know those before it.
LAYERS = [
    "audit",
    "reference",
    "accounts",
    "documents",
    "work",
    "plans",
    "activities",
    "evaluation",
    "content",
]
# The toolkits, the pages of several apps, and what loads the demonstration.
WITHOUT_MODELS = {"cnclctpa", "portal", "demonstration", "backup"}
CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def our_apps() -> set[str]:
    """The labels of the apps that are in the repository."""
    return {config.label for config in apps.get_app_configs() if _is_ours(Path(config.path))}


def our_packages() -> list[Path]:
    return [ROOT / "cnclctpa", ROOT / "plans", ROOT / "activities", ROOT / "evaluation"]


def our_modules() -> list[Path]:
    """The modules that run on a server; migrations are history."""
    found = (path for package in our_packages() for path in package.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(ROOT) and "site-packages" not in path.parts


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
