"""The documents say what the code does."""

import re

from cnclctpa.management.commands.draw_data_model import MARK, PAGE, drawing
from tests.consistency.project import ROOT

DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_data_model_is_drawn_from_the_models():
    assert PAGE.read_text().partition(MARK)[2] == drawing()


def test_links_between_documents_lead_somewhere():
    broken = {
        (document.name, target)
        for document in DOCS
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text())
        if not (document.parent / target).exists()
    }
    assert broken == set()


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "adr"
    pages = {path.name for path in folder.glob("[0-9]*.md")}
    assert set(re.findall(r"\((\d+[\w-]+\.md)\)", (folder / "README.md").read_text())) == pages
