from datetime import date

import pytest

from cnclctpa.portal.reporting.law import report_on_law
from cnclctpa.reference.choices import EventKind, Precision
from tests.factories.reference import EventFactory, EventStatementFactory, SourceFactory
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
ADDRESS = "/about/law/"


def test_page_gives_a_text_its_points_and_what_contradicts_them(client):
    law = EventFactory(
        slug="loi-2012-023", kind=EventKind.LAW, title_fr="Loi 2012-023", sources=[SourceFactory(title="OIT")]
    )
    EventStatementFactory(
        event=law, text_fr="Article 7 : réclusion.", sources=[SourceFactory(title="Maliweb")]
    )
    EventStatementFactory(event=law, text_fr="Datée du 14.", refused=True)
    page = shown(client, ADDRESS)
    assert "Un texte" in page
    assert "3 février 2011 Loi 2012-023" in page
    assert "Article 7 : réclusion. 1 source Maliweb" in page
    assert "Datée du 14. non retenu Une seule source." in page
    assert "OIT" in page
    assert '<li id="loi-2012-023">' in source(client, ADDRESS)


def test_bills_stand_apart_from_texts_in_force(client):
    EventFactory(kind=EventKind.LAW, title_fr="Projet de loi", is_pending=True)
    page = shown(client, ADDRESS)
    assert page.index("Annoncés, adoption non trouvée") < page.index("Projet de loi")
    assert "n’est encore renseigné" in page


def test_a_consultation_about_a_law_is_no_legal_text():
    consultation = EventFactory(kind=EventKind.LAW, on=date(2018, 5, 14), ends_on=date(2018, 5, 18))
    law = EventFactory(kind=EventKind.LAW)
    found = report_on_law()
    assert [one.event for one in found.texts] == [law]
    assert [one.event for one in found.others] == [consultation]


def test_milestones_come_in_order_no_more_precise_than_known(client):
    EventFactory(title_fr="Rapport", on=date(2019, 7, 1), precision=Precision.MONTH)
    EventFactory(title_fr="Atelier", on=date(2018, 3, 19), ends_on=date(2018, 3, 23), certainty="uncertain")
    page = shown(client, ADDRESS)
    assert page.index("19-23 mars 2018 Atelier") < page.index("juillet 2019 Rapport")
    assert "incertain" in page


def test_page_speaks_english_and_marks_what_is_french(client):
    EventFactory(kind=EventKind.LAW, title_fr="Loi", title_en="")
    page = source(client, "/en/about/law/")
    assert '<span lang="fr">Loi</span>' in page
    assert "One legal text" in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(client, count, django_assert_num_queries):
    for _number in range(count):
        event = EventFactory(kind=EventKind.LAW, sources=[SourceFactory()])
        EventStatementFactory(event=event, sources=[SourceFactory()])
    with django_assert_num_queries(3):
        client.get(ADDRESS)
