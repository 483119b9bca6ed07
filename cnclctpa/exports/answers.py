"""Tables sent as files."""

from collections.abc import Iterable
from io import BytesIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language

from .lines import csv
from .tables import Table
from .workbooks import write_xlsx

XLSX, CSV = "xlsx", "csv"
FORMATS = (XLSX, CSV)
TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}


def answer(
    request: HttpRequest, table: Table, ending: str, *, name: str = "", beside: Iterable[Table] = ()
) -> HttpResponseBase:
    """The file of a table, called ``name``, else by its title; workbooks have the sheets ``beside`` it too.

    A text file is sent as it is written; a workbook once it is whole, so that a failure is told as one.
    """
    if ending == CSV:
        return answer_csv(request, table, name=name)
    return answer_xlsx(request, [table, *beside], name=name or str(table.title))


def answer_csv(request: HttpRequest, table: Table, *, name: str = "") -> HttpResponseBase:
    pieces = [] if request.method == "HEAD" else csv(table, get_language() or "fr")
    return attached(StreamingHttpResponse(pieces), CSV, name or str(table.title))


def answer_xlsx(request: HttpRequest, tables: Iterable[Table], *, name: str) -> HttpResponseBase:
    if request.method == "HEAD":
        return attached(HttpResponse(), XLSX, name)
    file = BytesIO()
    write_xlsx(tables, file, title=name)
    return attached(HttpResponse(file.getvalue()), XLSX, name)


def attached(response: HttpResponseBase, ending: str, name: str) -> HttpResponseBase:
    """Saved, never shown in the place of a page, and taken for nothing else."""
    response["Content-Type"] = TYPES[ending]
    file_name = f"{slugify(name)[:150] or 'export'}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
