"""A machine on which something is missing is told what, in one sentence in each language."""

import os
import subprocess
import sys

import pytest

from tests.consistency.project import ROOT

TOO_OLD = '#!/bin/sh\ncase "$2" in *version_info*) exit 1;; esac\n'
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) echo "No module named ensurepip" >&2; exit 1;; esac\n'


def make(*arguments):
    # `make test` passes its own flags on to whatever it starts.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    return subprocess.run(["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("script", "french", "english"),
    [
        (None, "Python est introuvable", "Python was not found"),
        (TOO_OLD, "trop ancienne", "This Python is too old"),
        (WITHOUT_VENV, "Le module venv de Python manque", "The venv module of Python is missing"),
    ],
)
def test_make_says_what_the_machine_lacks(script, french, english, tmp_path):
    python = tmp_path / "python3"
    if script:
        python.write_text(script)
        python.chmod(0o755)
    result = make("python", f"PYTHON={python}")
    first, second, _make = result.stderr.splitlines()
    assert (result.returncode, french in first, english in second) == (2, True, True), result.stderr


def test_make_accepts_this_python():
    result = make("python", f"PYTHON={sys.executable}")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("command", ["run", "test", "check", "lock", "catalogues"])
def test_readme_and_makefile_name_the_same_commands(command):
    assert f"`make {command}`" in (ROOT / "README.md").read_text()
    assert f"\n{command}:" in (ROOT / "Makefile").read_text()


def test_continuous_integration_can_run():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["sh", "-n", script]).returncode == 0
