"""The command that writes the report of a plan into a file: whole, or not at all."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from cnclctpa.exports import workbooks
from tests.exports.reading import lines, sheets
from tests.factories.activities import ActivityFactory
from tests.factories.money import FundingFactory, FundingStepFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 3, 1)):
        yield


@pytest.fixture
def plan():
    plan = PlanFactory(published=True, slug="essai", starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31))
    activity = ActivityFactory(plan=plan, code="1.1.1.1", dated=True)
    FundingStepFactory(funding=FundingFactory(activity=activity, funder__name_fr="Bailleur discret"))
    return plan


def export(tmp_path: Path, *words: str, name: str = "essai") -> Path:
    path = tmp_path / name
    call_command("export_plan", "essai", *words, "--output", str(path), verbosity=0)
    return path


def test_a_workbook_is_written_for_the_secretariat(plan, tmp_path, capsys):
    data = export(tmp_path, "--format", "xlsx").read_bytes()
    titles = [sheet.title for sheet in sheets(data)]
    assert titles[:3] == ["Plan", "Matrice", "Cadre de mesure"]
    (funding,) = [sheet for sheet in sheets(data) if sheet.title == "Financement"]
    assert "Bailleur discret" in [cell.value for cell in funding[4]]
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith("essai, situation au 1er\u00a0mars 2026, public visé secretariat")
    assert f"({len(data)} octets)" in told


def test_the_public_reads_less(plan, tmp_path):
    data = export(tmp_path, "--as", "public").read_bytes()
    said = {cell.value for sheet in sheets(data) for row in sheet.iter_rows() for cell in row}
    assert "Bailleur discret" not in said


@pytest.mark.parametrize(
    ("sheet", "heading"), [(None, "Code"), ("timeline", "Code"), ("plan", "Propriété"), ("read_me", "Objet")]
)
def test_one_sheet_is_written_as_text(sheet, heading, plan, tmp_path):
    chosen = ["--sheet", sheet] if sheet else []
    held = lines(export(tmp_path, "--format", "csv", *chosen).read_bytes())
    assert heading in held[0]
    if "Code" in held[0]:
        assert [row[held[0].index("Code")] for row in held[1:]] == ["1.1.1.1"]


def test_objects_bear_technical_names_and_decimals_in_text(plan, tmp_path):
    told = json.loads(export(tmp_path, "--format", "json", "--on", "2024-07-01").read_text())
    assert {name: told[name] for name in ("plan", "on", "audience", "language")} == {
        "plan": "essai", "on": "2024-07-01", "audience": "secretariat", "language": "fr"
    }  # fmt: skip
    (row,) = told["sheets"]["matrix"]
    assert (row["code"], row["original_starts_on"], row["weight"]) == ("1.1.1.1", "2024-01-01", "1")
    assert row["forecast_on"] is None


def test_english_is_asked(plan, tmp_path):
    held = lines(export(tmp_path, "--format", "csv", "--language", "en").read_bytes(), ",")
    assert "Lead organisation" in held[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--on", "2024-13-45"], "n’est pas une date"),
        (["--format", "pdf"], "n’écrit pas de rapport en pdf"),
        (["--format", "docx"], "n’écrit pas de rapport en docx"),
        (["--format", "pdf", "--language", "en"], "does not write reports in pdf"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(words, told, plan, tmp_path):
    with pytest.raises(CommandError, match=told):
        export(tmp_path, *words)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_plan_is_told_with_those_that_exist(plan):
    with pytest.raises(CommandError, match=r"Aucun plan n’a l’identifiant 1999\. Plans connus.*essai"):
        call_command("export_plan", "1999")


@pytest.mark.parametrize("audience", ["public", "partner"])
def test_a_draft_is_refused_to_those_who_may_not_read_it(audience, plan, tmp_path):
    plan.published_at = None
    plan.save()
    with pytest.raises(CommandError, match="ce public ne peut pas lire"):
        export(tmp_path, "--as", audience)
    assert export(tmp_path, "--as", "secretariat").exists()


def test_a_place_that_cannot_be_written_is_told(plan, tmp_path):
    with pytest.raises(CommandError, match="Rien n’a été modifié"):
        call_command("export_plan", "essai", "--output", str(tmp_path / "nowhere" / "file.xlsx"))


def test_a_failure_in_the_middle_leaves_the_former_file(plan, tmp_path, monkeypatch):
    former = tmp_path / "essai"
    former.write_text("former")

    def full(*args, **options):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(workbooks.Lists, "write", full)
    with pytest.raises(CommandError, match="Rien n’a été modifié"):
        export(tmp_path)
    assert former.read_text() == "former"
    assert list(tmp_path.iterdir()) == [former]


def test_the_file_that_is_replaced_keeps_its_permissions(plan, tmp_path):
    former = tmp_path / "essai"
    former.write_text("former")
    former.chmod(0o640)
    assert export(tmp_path).stat().st_mode & 0o777 == 0o640
