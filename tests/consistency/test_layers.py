import subprocess
import sys

from tests.consistency.project import LAYERS, ROOT, our_models

# The trail names its author: the one arrow that points up.
EXCEPTIONS = {("audit.Entry", "accounts.User")}


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
