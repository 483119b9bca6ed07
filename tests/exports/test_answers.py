import pytest
from django.test import RequestFactory
from django.utils.translation import override

from cnclctpa.exports.answers import answer
from cnclctpa.exports.lists import page_of, send_list
from cnclctpa.exports.notes import Note
from cnclctpa.exports.tables import Column, Table
from tests.exports.reading import content, lines, rows, sheets


def table(values=("a",)):
    return Table("Activités à l’étude", [Column("Code", lambda row: row, name="code")], values)


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_saved_under_its_name_and_taken_for_nothing_else(ending, kind):
    response = answer(RequestFactory().get("/"), table(), ending)
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="activites-a-letude.{ending}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    content(response)


def test_a_name_of_strange_letters_still_names_a_file():
    response = answer(RequestFactory().get("/"), table(), "csv", name='../../ߒߞߏ"\r\n')
    assert response["Content-Disposition"] == 'attachment; filename="export.csv"'
    content(response)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_asking_for_the_head_makes_no_file(ending):
    asked = []
    rows = (asked.append(1) or row for row in "a")
    response = answer(RequestFactory().head("/"), table(rows), ending)
    assert content(response) == b""
    assert asked == []


def test_a_failure_leaves_no_file_half_sent():
    def broken():
        yield "a"
        raise LookupError("lost")

    with pytest.raises(LookupError):
        answer(RequestFactory().get("/"), table(broken()), "xlsx")


def test_the_language_of_the_request_is_that_of_the_text():
    with override("en"):
        response = answer(RequestFactory().get("/en/"), table(["a"]), "csv")
    assert lines(content(response), ",") == [["Code"], ["a"]]


def test_a_list_says_where_it_comes_from_and_what_it_leaves_out():
    request = RequestFactory().get("/plans/2023-2027/activities.xlsx?axis=2&sort=-end")
    told = send_list(
        request,
        table(),
        "xlsx",
        filters=lambda: [("axe", "Protection")],
        notes=lambda: [Note("withheld", "Ce qui n’y est pas", "Les montants")],
    )
    _list, note = sheets(content(told))
    said = {row[0]: row[2] for row in rows(note)[1:]}
    assert said["address"] == "http://testserver/plans/2023-2027/activities/?axis=2&sort=-end"
    assert said["filters"] == "Axe\u00a0= Protection"
    assert said["withheld"] == "Les montants"


def test_a_whole_list_says_that_nothing_was_withheld():
    request = RequestFactory().get("/workshops.xlsx")
    _list, note = sheets(content(send_list(request, table(), "xlsx")))
    said = {row[0]: row[2] for row in rows(note)[1:]}
    assert (said["filters"], said["withheld"]) == ("aucun\u202f: toute la liste", "rien")
    assert page_of(request) == "http://testserver/workshops/"
