"""A list of a page, sent as a file: all of its pages, as they are filtered and sorted."""

from collections.abc import Callable, Iterable
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import capfirst
from django.utils.timezone import now
from django.utils.translation import gettext as _

from .answers import answer
from .notes import Note, read_me
from .tables import Table


def send_list(
    request: HttpRequest,
    table: Table,
    ending: str,
    *,
    name: str = "",
    day: Any = None,
    filters: Callable[[], Iterable[tuple[Any, Any]]] = tuple,
    notes: Callable[[], Iterable[Note]] = tuple,
    beside: Iterable[Table] = (),
) -> HttpResponseBase:
    """The list as a file; a workbook has sheets ``beside`` it, then one that says what it holds.

    ``filters`` and ``notes`` are asked once the list is written; a note says what was withheld, if anything.
    """

    def told() -> Iterable[Note]:
        yield Note("content", _("Content"), table.title)
        yield Note("address", _("Address"), page_of(request))
        yield Note("day", _("Day shown"), day)
        yield Note("made", _("Made on"), now())
        asked = [f"{capfirst(str(label))}\u00a0= {value}" for label, value in filters()]
        yield Note("filters", _("Filters applied"), "\n".join(asked) or _("none: the whole list"))
        yield from list(notes()) or [Note("withheld", _("What was withheld"), _("nothing"))]
        yield Note("unknown", _("Empty cells"), _("What is not known is left empty; it is never zero."))

    return answer(request, table, ending, name=name, beside=[*beside, read_me(told())])


def page_of(request: HttpRequest) -> str:
    """The address of the page of which this is the file."""
    base, _dot, _ending = request.path.rpartition(".")
    query = request.META.get("QUERY_STRING", "")
    return request.build_absolute_uri(f"{base}/" + (f"?{query}" if query else ""))


def filters_of(form: Form) -> list[tuple[Any, Any]]:
    """The fields of a form that were filled, with the words of each choice."""
    return [
        (field.label or name, dict(getattr(field, "choices", ())).get(value, value))
        for name, field in form.fields.items()
        if (value := form.cleaned_data.get(name))
    ]
