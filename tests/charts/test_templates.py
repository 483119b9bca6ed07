"""The drawings as the browser gets them."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from cnclctpa.charts.columns import Column, ColumnPart, columns
from cnclctpa.charts.lag import Start, lag
from cnclctpa.charts.map import Outline, Region, region_map
from cnclctpa.charts.stacked import Part, stacked
from cnclctpa.charts.table import table
from cnclctpa.charts.timeline import Level, LevelMark, Moment, Span, timeline

SQUARE = Outline((((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)),), (0.5, 0.5))
CHARTS = {
    "timeline": timeline(
        first=2011,
        last=2027,
        levels=[Level("Catégorie 1", "1"), Level("Catégorie 2", "2")],
        level_marks=[
            LevelMark(2011, 1),
            LevelMark(2012, 0, is_certain=False, note="déduit"),
            LevelMark(2013, None, note="non lu"),
        ],
        spans=[
            Span("2023-2027", date(2023, 1, 1), date(2027, 12, 31), "23-27", None, date(2023, 10, 19)),
        ],
        ticks=[Moment(date(2018, 3, 19), "Sikasso & suite")],
        marks=[Moment(date(2012, 7, 12), "Loi 2012-023")],
        today=date(2026, 11, 21),
        today_label="21 nov. 2026",
    ),
    "stacked": stacked(
        [Part(291, "hommes"), Part(113, "femmes")], language="fr", total=430, rest="sexe non dit"
    ),
    "columns": columns(
        [
            Column("2015-2017", None, words=("total", "inconnu")),
            Column("2018-2022", 5817, "5 817 M", part=ColumnPart(1573, "1 573 M", "dont plan")),
            Column("2023-2027", 2992, "2 992 M", break_words=("autre",)),
        ]
    ),
    "lag": lag(
        [
            Start(
                "2018-2022",
                date(2018, 1, 1),
                date(2019, 2, 1),
                "1er février 2019",
                adopted_on=date(2018, 6, 29),
            ),
            Start("2028-2032", date(2028, 1, 1), None, words="non daté"),
        ]
    ),
    "map": region_map(
        [
            Region("Ségou", "/regions/2012/segou/", SQUARE, 3, "3"),
            Region("Gao", "/regions/2012/gao/", SQUARE, None),
        ]
    ),
}
EVERY_CHART = pytest.mark.parametrize("name", CHARTS)


def rendered(name, language="fr", **context):
    with translation.override(language):
        return render_to_string(
            f"charts/{name}.html", {"chart": CHARTS[name], "title": "Le constat", **context}
        )


@EVERY_CHART
@pytest.mark.parametrize("language", ["fr", "en"])
def test_geometry_is_written_for_a_machine_in_every_language(name, language):
    attributes = re.findall(
        r'\b(?:x|y|x1|x2|y1|y2|cx|cy|r|width|height|d|viewBox)="([^"]*)"', rendered(name, language)
    )
    assert attributes
    assert [value for value in attributes if "," in value or "\u202f" in value] == []


@EVERY_CHART
def test_a_drawing_is_well_formed_and_marks_nothing_twice(name):
    html = rendered(name).replace("&nbsp;", "\u00a0")
    ElementTree.fromstring(f"<page>{html}</page>")
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert "style=" not in html


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "timeline",
            (
                "Timeline from 2011 to 2027. 2011, Catégorie 2. 2012, Catégorie 1 (inferred)."
                " 2013, report not read. 2023-2027."
            ),
        ),
        ("stacked", "291\u00a0hommes, 113\u00a0femmes, 26\u00a0sexe non dit"),
        (
            "columns",
            "2015-2017, total inconnu. 2018-2022, 5 817 M (1 573 M dont plan). 2023-2027, 2 992 M. autre",
        ),
        ("lag", "2018-2022, 13 months (1er février 2019). 2028-2032, non daté"),
    ],
)
def test_a_drawing_says_its_values_to_those_who_do_not_see_it(name, said):
    assert f'role="img" aria-label="{said}"' in rendered(name, "en")


def test_a_map_is_for_the_eye_and_its_list_for_everybody():
    html = rendered("map", "en")
    drawing, _, beside = html.partition('<ul class="plain-list">')
    assert 'aria-hidden="true"' in drawing
    assert drawing.count("<a ") == drawing.count('tabindex="-1"') == 4
    assert '<a href="/regions/2012/segou/">Ségou</a> <b>3</b>' in beside
    assert "not recorded" in beside


def test_a_figure_has_its_finding_its_note_and_its_table():
    data = table("Personnes", ["Sexe", "Nombre"], [("Hommes", "291")])
    html = rendered("stacked", subtitle="Année 2024", note="26 non dits", tables=[data], level=2)
    assert '<h2 class="fig-title">Le constat</h2><p class="fig-sub">Année 2024</p>' in html
    assert '<p class="fig-note">26 non dits</p>' in html
    assert '<details class="data">' in html
    assert "<caption>Personnes</caption>" in html


def test_labels_written_by_people_are_escaped():
    assert "Sikasso &amp; suite" in rendered("timeline")
