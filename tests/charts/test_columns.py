from cnclctpa.charts.columns import PLOT, TOP, Column, ColumnPart, columns

BUDGETS = [
    Column("2015-2017", None, words=("total", "inconnu")),
    Column("2018-2022", 5817000000, "5 817 M", part=ColumnPart(1572550000, "1 573 M", "dont plan 2020")),
    Column("2023-2027", 2992000000, "2 992 M"),
]


def test_columns_start_at_zero_and_keep_their_proportions():
    chart = columns(BUDGETS)
    _unknown, second, third = chart.columns
    assert (second.y, second.height) == (TOP, PLOT)
    assert round(third.height / second.height, 3) == round(2992 / 5817, 3)
    assert third.y + third.height == chart.base


def test_an_unknown_value_is_hatched_over_the_whole_height_and_says_so():
    unknown = columns(BUDGETS).columns[0]
    assert (unknown.is_unknown, unknown.height, unknown.said) == (True, PLOT, "total inconnu")


def test_zero_is_a_line_at_the_axis():
    chart = columns([Column("2023", 0, "0"), Column("2024", 8, "8")])
    assert (chart.columns[0].height, chart.columns[0].is_unknown) == (2, False)


def test_a_part_is_named_inside_only_when_it_is_tall_enough():
    large = columns(BUDGETS).columns[1].part
    small = columns([Column("2024", 100, "100", part=ColumnPart(5, "5", "dont"))]).columns[0].part
    assert (large.shows_text, large.shows_label) == (True, True)
    assert (small.shows_text, small.shows_label) == (False, False)


def test_a_change_of_definition_cuts_the_axis_and_changes_the_tone():
    chart = columns(
        [Column("2023", 5461, "5 461"), Column("2024", 629, "629", break_words=("définition", "différente"))]
    )
    (cut,) = chart.breaks
    before, after = chart.columns
    assert before.x + before.width < cut.x < cut.x + cut.width < after.x
    assert before.tone != after.tone
    assert [stretch[0] for stretch in chart.stretches] == [0, after.x]
    assert chart.stretches[0][1] < cut.x
    assert cut.said == "définition différente"


def test_columns_fill_the_width_whatever_their_number():
    for count in (1, 2, 5):
        last = columns([Column(str(year), year, "") for year in range(1, count + 1)]).columns[-1]
        assert round(last.x + last.width) == 100


def test_columns_of_unknown_values_only_are_all_hatched():
    assert all(column.is_unknown for column in columns([Column("a", None), Column("b", None)]).columns)
