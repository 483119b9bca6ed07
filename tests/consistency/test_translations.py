"""The French catalogue is complete, compiled, and typeset; content has its columns in both languages."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest
from modeltranslation.translator import translator

from tests.consistency.project import CATALOGUE, ROOT

NARROW = "\u202f"  # the space that French puts before : ; ! ? »


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def sentences(entry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_catalogue_is_complete(catalogue):
    assert [entry.msgid for entry in catalogue if not all(sentences(entry))] == []


def test_nothing_is_fuzzy_or_obsolete(catalogue):
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []


def test_compiled_catalogue_is_up_to_date(catalogue):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert texts(compiled) == texts(catalogue)


def texts(entries) -> dict:
    return {(entry.msgctxt, entry.msgid): sentences(entry) for entry in entries}


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_catalogue_has_exactly_the_strings_of_the_code(catalogue, tmp_path):
    copy = tmp_path / "project"
    unwanted = shutil.ignore_patterns(
        ".git", ".venv", "var", "node_modules", "static", "tests", "docs", "locale"
    )
    shutil.copytree(ROOT, copy, ignore=unwanted)
    (copy / "locale").mkdir()
    make = [sys.executable, "manage.py", "makemessages", "--locale=fr", "--no-location", "--verbosity=0"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cnclctpa.settings"}
    subprocess.run(make, cwd=copy, env=environment, check=True, capture_output=True)
    found = polib.pofile(str(copy / "locale" / "fr" / "LC_MESSAGES" / "django.po"))
    in_code = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in found}
    assert in_code == {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


def test_placeholders_are_those_of_the_english(catalogue):
    assert [entry.msgid for entry in catalogue if not has_the_same_placeholders(entry)] == []


def has_the_same_placeholders(entry) -> bool:
    """The plural says all that the English plural says; a singular may leave the number out."""

    def placeholders(text):
        return set(re.findall(r"%\(\w+\)[a-z]|%[sd]|{\w*}", text))

    *singular, last = sentences(entry)
    allowed = placeholders(entry.msgid + entry.msgid_plural)
    return placeholders(last) == placeholders(entry.msgid_plural or entry.msgid) and all(
        placeholders(sentence) <= allowed for sentence in singular
    )


def test_french_is_typeset_as_french(catalogue):
    badly_spaced = re.compile(
        rf"[^\W\d_)»”’*][:;!?](?=\s|$)|[^{NARROW}\s][»]|«[^{NARROW}]|[ \u00a0][;!?»]|'|\.\.\."
    )
    found = [
        sentence
        for entry in catalogue
        for sentence in sentences(entry)
        if badly_spaced.search(re.sub(r"%\(\w+\)s|{\w*}|<[^>]*>|https?:\S+", "x", sentence))
    ]
    assert found == []


def test_the_code_speaks_english(catalogue):
    names = re.compile("Ségou|Ménaka|Taoudénit|Comité|français|Français")
    french = re.compile("[àâçéèêëîïôùûœ«»]|\\b(?:le|les|des|une|du|aux|pour|avec)\\b", re.IGNORECASE)
    assert [entry.msgid for entry in catalogue if french.search(names.sub("", entry.msgid))] == []


def test_english_is_typeset_as_english(catalogue):
    straight = re.compile(r"\w'\w|\"|\.\.\.")
    assert [entry.msgid for entry in catalogue if straight.search(re.sub(r"<[^>]*>", "", entry.msgid))] == []


@pytest.mark.parametrize("model", translator.get_registered_models(), ids=lambda model: model._meta.label)
def test_content_has_its_columns_in_both_languages(model):
    wanted = {
        f"{name}_{code}"
        for name in translator.get_options_for_model(model).all_fields
        for code in ("fr", "en")
    }
    columns = {field.name: field for field in model._meta.get_fields()}
    assert wanted - columns.keys() == set()
    assert [name for name in wanted if name.endswith("_en") and not columns[name].blank] == []
