import subprocess
import sys
import tomllib

from django.apps import apps
from django.conf import settings

from tests.consistency.project import LAYERS, ROOT, WITHOUT_MODELS, our_apps, our_models

# The trail names its author: the one arrow that points up.
EXCEPTIONS = {("audit.Entry", "accounts.User")}

# An app whose rows leave no trace → why.
NOT_AUDITED = {
    "audit": "is the trail",
    "work": "keeps what is being carried out, which its objects tell",
    "content": "remembers what was loaded: nobody edits it, and the objects themselves are in the trail",
}

# What stands above every contract: it reads and starts the others.
ABOVE = {"cnclctpa.settings", "cnclctpa.wsgi", "cnclctpa.apps", "cnclctpa.management"}


def test_every_app_of_ours_has_its_layer():
    assert our_apps() == {*LAYERS, *WITHOUT_MODELS}
    assert [model for label in WITHOUT_MODELS for model in apps.get_app_config(label).get_models()] == []


def test_every_app_is_audited_or_says_why_not():
    assert {*settings.AUDITED_APPS, *NOT_AUDITED} == set(LAYERS)
    assert NOT_AUDITED.keys() & set(settings.AUDITED_APPS) == set()


def test_every_module_of_the_project_is_in_a_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    lines = [line for one in contracts for line in one.get("layers", []) + one.get("source_modules", [])]
    ruled = {module.strip() for line in lines for module in line.split("|")}
    found = {f"cnclctpa.{path.stem}" for path in (ROOT / "cnclctpa").glob("*.py") if path.stem != "__init__"}
    found |= {f"cnclctpa.{path.parent.name}" for path in (ROOT / "cnclctpa").glob("*/__init__.py")}
    assert found - ABOVE == {module for module in ruled if module.startswith("cnclctpa.")}


def test_imports_go_down_only():
    lint = [sys.executable, "-m", "importlinter.cli", "lint", "--no-cache"]
    result = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_relations_go_down_only():
    upwards = {
        (model._meta.label, field.related_model._meta.label)
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if height(field.related_model) > height(model)
    }
    assert upwards - EXCEPTIONS == set()


def height(model) -> int:
    label = model._meta.app_label
    return LAYERS.index(label) if label in LAYERS else -1
