import pytest

from cnclctpa.charts.table import Cell, Column, table


def test_table_gives_each_cell_the_heading_a_phone_needs():
    made = table(
        "Budgets", ["Plan", Column("FCFA", is_number=True)], [("2015-2017", None), ("2018-2022", "5")]
    )
    assert [row.name for row in made.rows] == ["2015-2017", "2018-2022"]
    assert made.rows[0].cells == (Cell("FCFA", True, None),)
    assert made.rows[1].cells == (Cell("FCFA", True, "5"),)


def test_table_refuses_a_row_of_another_length():
    with pytest.raises(ValueError, match="shorter"):
        table("Budgets", ["Plan", "FCFA"], [("2015-2017",)])
