"""Content files that are wrong are refused before anything is written, each problem with its place."""

import shutil

import pytest

from cnclctpa.content.reading import FOLDER, ContentError, read_content

FRAMEWORK = """
[[framework]]
slug = "essai"
kind = "programme"
title_fr = "Essai"
title_en = "Trial"
sources = ["unodc-2018-03"]
"""


@pytest.fixture
def problems_with(tmp_path):
    """The problems of the content files when some text is added to one of them."""

    def told(text, file="frameworks.toml"):
        folder = shutil.copytree(FOLDER, tmp_path / "reference")
        with (folder / file).open("a") as opened:
            opened.write(text)
        with pytest.raises(ContentError) as error:
            read_content(folder)
        return str(error.value).splitlines()

    return told


def test_files_of_the_project_have_no_problem():
    assert read_content().problems == []


def test_reading_asks_nothing_of_the_database():
    read_content()  # without the mark, a query is an error


def test_unknown_key_is_told_with_its_file_and_entry(problems_with):
    assert problems_with(FRAMEWORK + 'colour = "red"\n') == [
        "frameworks.toml: framework essai: unknown key “colour”"
    ]


@pytest.mark.parametrize("key", ["revision = 2", "id = 1", 'search_text = "essai"', 'title = "Essai"'])
def test_what_the_site_computes_is_no_key(key, problems_with):
    assert problems_with(f"{FRAMEWORK}{key}\n") == [
        f"frameworks.toml: framework essai: unknown key “{key.split()[0]}”"
    ]


def test_unknown_table_is_told(problems_with):
    assert problems_with('[[strategy]]\nslug = "essai"\n') == ["frameworks.toml: unknown table “strategy”"]


def test_table_that_is_no_list_is_told(problems_with):
    assert "plans.toml: axes is not a list of tables" in problems_with(
        '[[plan]]\nslug = "essai"\naxes = "quatre"\n', file="plans.toml"
    )


def test_source_that_is_not_there_is_told(problems_with):
    assert problems_with(FRAMEWORK.replace("unodc-2018-03", "nulle-part")) == [
        "frameworks.toml: framework essai: sources “nulle-part” is not written above",
        "frameworks.toml: framework essai: no source",
    ]


def test_same_source_twice_is_told(problems_with):
    text = FRAMEWORK.replace('["unodc-2018-03"]', '["unodc-2018-03", "unodc-2018-03"]')
    assert "framework essai: sources is not a list of different references" in problems_with(text)[0]


def test_text_in_one_language_is_told(problems_with):
    assert problems_with(FRAMEWORK.replace('title_en = "Trial"\n', "")) == [
        "frameworks.toml: framework essai: title_fr has no text in English or in French"
    ]


def test_choice_that_does_not_exist_is_told(problems_with):
    (problem,) = problems_with(FRAMEWORK.replace('"programme"', '"idea"'))
    assert problem.startswith("frameworks.toml: framework essai: kind: ")


def test_entry_written_twice_is_told(problems_with):
    assert problems_with(FRAMEWORK + FRAMEWORK) == ["frameworks.toml: framework essai: there are two of them"]


def test_all_problems_are_told_at_once(problems_with):
    text = FRAMEWORK.replace('title_en = "Trial"\n', "").replace("unodc-2018-03", "nulle-part")
    assert len(problems_with(text)) == 3
