import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.folding import FoldedField, fold
from tests.factories.reference import EventFactory, OfficeFactory, OrganisationFactory


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("L’État — Ségou / Œuvre", "l etat segou oeuvre"),
        ("CNCLTP/PA", "cncltp pa"),
        ("décret n° 2011-036/PM-RM", "decret n 2011 036 pm rm"),
        ("1ᵉʳ février", "1er fevrier"),
        ("ÉLABORATION", "elaboration"),
        ("Bamanankan ɛ ɔ ŋ ɲ Ɛ", "bamanankan e o n n e"),
        ("Straße İstanbul", "strasse istanbul"),
        ("مالي", "مالي"),
        ("ߞߊ߲", "ߞߊ"),
        ("  \x00\t…!?  ", ""),
    ],
)
def test_fold_forgets_case_accents_and_punctuation(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_fold_of_a_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_fold_is_made_word_by_word(first, second):
    assert fold(f"{first} {second}") == f"{fold(first)} {fold(second)}".strip()


def test_folded_field_keeps_its_sources_in_migrations():
    _name, _path, sources, options = FoldedField("title_fr", "title_en").deconstruct()
    assert sources == ("title_fr", "title_en")
    assert options == {"blank": True, "default": "", "editable": False}


@pytest.mark.django_db
def test_folded_field_follows_its_sources_at_each_save():
    organisation = OrganisationFactory(name_fr="État malien")
    assert organisation.search_text == " etat malien "
    organisation.name_fr = "Pays-Bas"
    organisation.save()
    organisation.refresh_from_db()
    assert (organisation.search_text, organisation.sort_text) == (" pays bas ", " pays bas ")


@pytest.mark.django_db
def test_folded_field_is_filled_in_bulk_too():
    event = EventFactory.build(title_fr="Code pénal")
    type(event).objects.bulk_create([event])
    assert type(event).objects.get().search_text == " code penal "


@pytest.mark.django_db
def test_folded_field_reads_lists():
    office = OfficeFactory(person="Kassogué", spellings=["Mahamadou Kassogué"], function_fr="ministre")
    assert " mahamadou kassogue " in office.search_text
