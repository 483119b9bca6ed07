"""What the repository holds is of no machine and keeps no secret."""

import re

import pytest

from tests.consistency.project import ROOT, relative, tracked_files

TEXTS = [
    path for path in tracked_files() if path.suffix not in {".mo", ".png", ".woff2", ".xlsx", ".docx", ".pdf"}
]
CODE = [
    path for path in TEXTS if path.suffix in {".py", ".html", ".css", ".js"} and "vendor" not in path.parts
]

FORBIDDEN = {
    "a path of some machine": re.compile(r"(?<![\w.:/-])/(?:root|work|home/\w+|Users/\w+)/"),
    "the address of a package registry": re.compile(
        r"https?://\S+/(?:simple|pypi|artifactory)\b|--(?:extra-)?index-url"
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "unfinished work": re.compile(r"\b(?:TODO|FIXME|XXX)\b(?!\|)"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_tracked_files_hold_no(what):
    found = {relative(path) for path in TEXTS if FORBIDDEN[what].search(path.read_text(errors="replace"))}
    assert found - {relative(ROOT / "tests" / "consistency" / "test_files.py")} == set()


def test_locks_hold_names_and_digests_only():
    line = re.compile(r"[\w.-]+==\S+(?: ; .+)?(?: \\)?|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    for name in ("base", "test"):
        lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
        assert [text for text in lines if not line.fullmatch(text)] == []


def test_both_locks_agree():
    base, test = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("base", "test")
    )
    assert base - test == set()


def test_modules_stay_short():
    lengths = {relative(path): len(path.read_text().splitlines()) for path in CODE if path.suffix == ".py"}
    limit = {True: 600, False: 400}
    too_long = {name for name, length in lengths.items() if length > limit[name.startswith("tests/")]}
    assert {name for name in too_long if "/migrations/" not in name} == set()
