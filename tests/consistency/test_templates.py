"""Templates compile, hold nothing inline, and label their tables."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.consistency.project import ROOT, our_templates, relative

TEMPLATES = our_templates()
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
EVERY_PAGE = pytest.mark.parametrize("path", PAGES, ids=relative)


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_compiles(path):
    folder = next(parent for parent in path.parents if parent.name == "templates")
    get_template(str(path.relative_to(folder)))


@EVERY_PAGE
def test_nothing_is_inline(path):
    # What a tag is given is not an attribute: `{% actions plan only="activities" %}` handles no event.
    source = re.sub(r"{%.*?%}", "", path.read_text())
    assert re.findall(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", source) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", source) if " src=" not in tag] == []


@EVERY_PAGE
def test_tables_have_a_caption_and_scoped_headers(path):
    for table in re.findall(r"<table.*?</table>", path.read_text(), re.DOTALL):
        assert "<caption" in table
        assert [header for header in re.findall(r"<th\b[^>]*>", table) if " scope=" not in header] == []


@EVERY_PAGE
def test_pages_ask_nothing_of_other_hosts(path):
    source = path.read_text()
    assert re.findall(r"<(?:script|img|link|iframe|source)\b[^>]*(?:src|href)=\"(?:https?:)?//", source) == []


@EVERY_PAGE
def test_blocks_are_closed_by_name(path):
    assert re.findall(r"{%\s*endblock\s*%}", path.read_text()) == []


def test_template_lint_finds_nothing():
    lint = [sys.executable, "-m", "djlint", "--lint", "--quiet", str(Path("templates"))]
    result = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
