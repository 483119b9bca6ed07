import polib
import pytest
from django.core.management import call_command

from cnclctpa.languages import in_both_languages


@pytest.fixture
def catalogue(settings, tmp_path):
    """A folder of catalogues with one sentence."""
    settings.LOCALE_PATHS = [tmp_path]
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = polib.POFile()
    source.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "fr"}
    source.append(polib.POEntry(msgid="axis", msgstr="axe"))
    source.save(str(folder / "django.po"))
    return folder


def test_sentence_is_said_in_french_then_in_english():
    french, english = in_both_languages(
        "This machine has no address %(host)s.", host="192.0.2.1"
    ).splitlines()
    assert french == "Cette machine n’a pas l’adresse 192.0.2.1."
    assert english == "This machine has no address 192.0.2.1."


def test_catalogues_are_compiled_without_gettext(catalogue, capsys):
    call_command("compile_catalogues")
    compiled = polib.mofile(str(catalogue / "django.mo"))
    assert [(entry.msgid, entry.msgstr) for entry in compiled] == [("axis", "axe")]
    assert capsys.readouterr().out == "fr: 1 entries compiled.\n"


def test_compiling_twice_changes_nothing(catalogue):
    call_command("compile_catalogues")
    first = (catalogue / "django.mo").read_bytes()
    call_command("compile_catalogues")
    assert (catalogue / "django.mo").read_bytes() == first
