from datetime import date

import pytest

from cnclctpa.charts.labels import Layout, touch
from cnclctpa.charts.lanes import NARROW, WIDE
from cnclctpa.charts.timeline import Level, LevelMark, Moment, Span, timeline

LEVELS = [
    Level("Catégorie 1", "1"),
    Level("Catégorie 2", "2"),
    Level("Catégorie 2, liste de surveillance", "2 LS"),
    Level("Catégorie 3", "3"),
]
RANKS = dict(zip(range(2011, 2026), [2, 1, 2, 2, 2, 2, 3, 2, 1, 2, 2, 2, 1, 2, 1], strict=True))
PLANS = [
    Span("2015-2017", date(2015, 1, 1), date(2017, 12, 31), "15-17", date(2014, 12, 1), date(2016, 3, 15)),
    Span("2018-2022", date(2018, 1, 1), date(2022, 12, 31), "18-22", date(2018, 6, 29), date(2019, 2, 1)),
    Span("2023-2027", date(2023, 1, 1), date(2027, 12, 31), "23-27", None, date(2023, 10, 19)),
]
WORKSHOPS = [
    Moment(date(2018, 3, 19), "Sikasso : évaluer, puis bâtir le plan suivant", "Sikasso"),
    Moment(date(2018, 6, 25), "Sikasso : valider le plan", "Validation"),
    Moment(date(2021, 9, 29), "Mécanisme national de référencement", "Référencement"),
    Moment(date(2020, 2, 6)),
    Moment(date(2018, 5, 14)),
]
LAWS = [
    Moment(date(2011, 2, 3), "Décret créant le Comité", "Comité"),
    Moment(date(2012, 7, 12), "Loi 2012-023", "Loi 2012"),
    Moment(date(2023, 7, 22), "Constitution", "Constit."),
    Moment(date(2024, 12, 13), "Code pénal", "C. pénal"),
]
TODAY = date(2026, 11, 21)


@pytest.fixture
def chart():
    marks = [LevelMark(year, rank, is_certain=year != 2025) for year, rank in RANKS.items()]
    return timeline(
        first=2011,
        last=2027,
        levels=LEVELS,
        level_marks=[*marks, LevelMark(2026, None, note="non lu")],
        spans=PLANS,
        ticks=WORKSHOPS,
        marks=LAWS,
        today=TODAY,
        today_label="21 nov. 2026",
    )


@pytest.mark.parametrize(
    ("layout", "widths"), [(Layout.WIDE, (WIDE, 900, 1600)), (Layout.NARROW, (NARROW, 400))]
)
@pytest.mark.parametrize("lane", ["ticks", "marks", "years"])
def test_no_label_touches_another_of_its_row_at_any_width(chart, layout, widths, lane):
    labels = {"ticks": chart.ticks.labels, "marks": chart.marks.labels, "years": chart.year_labels}[lane]
    shown = [label for label in labels if label.layout in (layout, Layout.BOTH)]
    for width in widths:
        for position, one in enumerate(shown):
            for other in shown[position + 1 :]:
                assert one.row != other.row or not touch(one.extent(width), other.extent(width)), (one, other)


def test_every_named_workshop_and_text_finds_room_on_a_wide_screen(chart):
    for lane, moments in ((chart.ticks, WORKSHOPS), (chart.marks, LAWS)):
        shown = {label.text for label in lane.labels if label.layout in (Layout.WIDE, Layout.BOTH)}
        assert shown == {moment.label for moment in moments if moment.label}


def test_each_text_of_law_has_its_square_on_the_row_of_its_name_in_both_layouts(chart):
    for layout in (Layout.WIDE, Layout.NARROW):
        squares = {(mark.x, mark.y) for mark in chart.marks.marks if mark.layout in (layout, Layout.BOTH)}
        names = {
            (label.x, 20 + label.row * 20)
            for label in chart.marks.labels
            if label.layout in (layout, Layout.BOTH)
        }
        assert squares == names
        assert len(squares) == len(LAWS)


def test_a_text_without_a_name_is_drawn_once_for_both_layouts():
    bare = timeline(first=2011, last=2027, marks=[Moment(date(2012, 7, 12))])
    assert [(mark.y, mark.layout) for mark in bare.marks.marks] == [(20, Layout.BOTH)]


def test_a_square_whose_name_has_no_room_touches_no_other_name():
    crowd = [Moment(date(2018, 1, day), f"Texte très long numéro {day}") for day in range(1, 9)]
    lane = timeline(first=2011, last=2027, marks=[*crowd, Moment(date(2018, 9, 1))]).marks
    for layout, width in ((Layout.WIDE, WIDE), (Layout.NARROW, NARROW)):
        names = [label for label in lane.labels if label.layout in (layout, Layout.BOTH)]
        squares = [mark for mark in lane.marks if mark.layout in (layout, Layout.BOTH)]
        assert len(squares) == len(crowd) + 1
        for square in squares:
            at = square.x / 100 * width
            touched = [
                name
                for name in names
                if name.x != square.x
                and 20 + name.row * 20 == square.y
                and touch((at - 5, at + 5), name.extent(width))
            ]
            assert touched == []


def test_years_begin_plans_in_bold_and_phones_keep_those_that_matter(chart):
    assert {label.text for label in chart.year_labels if label.is_bold} == {"2015", "2018", "2023"}
    phone = {label.text for label in chart.year_labels if label.layout in (Layout.NARROW, Layout.BOTH)}
    wide = {label.text for label in chart.year_labels if label.layout in (Layout.WIDE, Layout.BOTH)}
    assert phone == {"2011", "2015", "2018", "2023", "2027"}
    assert wide == {str(year) for year in range(2011, 2028)}


def test_levels_are_told_by_a_shape_each_and_stand_at_the_middle_of_their_year(chart):
    assert [point.shape for point in chart.points[:2]] == ["ring", "disc"]
    (worst,) = [point for point in chart.points if point.shape == "square"]
    assert (worst.year, worst.words, worst.x) == (2017, "Catégorie 3", round(6.5 / 17 * 100, 2))
    assert [level.label for level in chart.levels_used] == [level.label for level in LEVELS[1:]]
    assert chart.levels[2].lines == (("Catégorie 2, liste de", 121), ("surveillance", 137))


def test_what_is_deduced_is_joined_by_a_dashed_line_and_what_is_unknown_by_none(chart):
    assert chart.has_guesses
    assert len(chart.guesses) == 1
    assert chart.line.count("M") == 1
    assert chart.line.count("L") == 13
    assert [(year.x, year.note) for year in chart.unknown_years] == [(round(15 / 17 * 100, 2), "non lu")]


def test_a_year_without_level_cuts_the_line():
    marks = [LevelMark(2011, 0), LevelMark(2012, 0), LevelMark(2014, 0)]
    chart = timeline(first=2011, last=2014, levels=LEVELS[:1], level_marks=marks)
    assert chart.line.count("M") == 2
    assert chart.guesses == ()


def test_a_plan_in_force_shows_what_is_still_to_come(chart):
    past, _middle, current = chart.bars
    assert past.future_width == 0
    assert current.future_x == chart.today
    assert round(current.future_x + current.future_width, 2) == round(current.x + current.width, 2)
    assert [bar.tone for bar in chart.bars] == ["grey", "ink2", "ink"]


def test_plans_do_not_touch_and_keep_their_marks(chart):
    first, second, _last = chart.bars
    assert first.x + first.width < second.x
    assert first.adopted_x < first.x < first.launched_x
    assert chart.bars[2].adopted_x is None
    assert (chart.has_adoptions, chart.has_launches) == (True, True)


def test_phones_read_the_short_name_of_a_plan_inside_its_bar(chart):
    assert [(label.text, label.layout) for label in chart.bar_labels] == [
        ("2015-2017", Layout.WIDE),
        ("2018-2022", Layout.WIDE),
        ("2023-2027", Layout.WIDE),
        ("15-17", Layout.NARROW),
        ("18-22", Layout.NARROW),
        ("23-27", Layout.NARROW),
    ]


def test_a_plan_shorter_than_its_names_has_none_inside():
    chart = timeline(
        first=1960, last=2027, spans=[Span("2020-2020", date(2020, 1, 1), date(2020, 12, 31), "20")]
    )
    assert [label.layout for label in chart.bar_labels] == []


def test_lanes_without_content_take_no_room(chart):
    levels_only = timeline(
        first=2011, last=2027, levels=LEVELS, level_marks=[LevelMark(2011, 2)], spans=PLANS, today=TODAY
    )
    assert (levels_only.ticks, levels_only.marks) == (None, None)
    assert levels_only.height < chart.height
    assert levels_only.today_label is None


def test_today_outside_the_years_is_not_drawn():
    chart = timeline(first=2011, last=2015, spans=PLANS[:1], today=TODAY, today_label="21 nov. 2026")
    assert (chart.today, chart.today_label) == (None, None)
    assert chart.bars[0].future_width == 0


def test_the_date_of_today_stays_within_the_drawing():
    early = timeline(first=2011, last=2027, today=date(2012, 1, 1), today_label="1er janv. 2012")
    late = timeline(first=2011, last=2027, today=TODAY, today_label="21 nov. 2026")
    assert (early.today_label.anchor, late.today_label.anchor) == ("start", "end")
