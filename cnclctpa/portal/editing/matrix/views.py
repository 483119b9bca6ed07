"""The addresses of the lines of a matrix: short forms, opened in place or as pages of their own.

With htmx a line that is saved comes back alone; without it, the same addresses are plain pages that lead back
to the matrix, at that line.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget, trigger_client_event

from cnclctpa.audit.keeping import read_again
from cnclctpa.portal.editing.matrix.answers import changed_by, line_kept
from cnclctpa.portal.editing.matrix.lines import (
    Kind,
    code_of,
    following,
    kind_named,
    line_of,
    matrix_of,
    parents_of,
)
from cnclctpa.portal.editing.matrix.moves import MoveForm
from cnclctpa.portal.editing.matrix.offered import edits_of
from cnclctpa.portal.editing.matrix.places import beside, line_above
from cnclctpa.portal.editing.matrix.sheets import LineSheet
from cnclctpa.portal.editing.sheet import reconciled
from cnclctpa.portal.editing.undo import undoable
from cnclctpa.portal.editing.views import AGREED, CONFLICT, found
from cnclctpa.work.once import key_of, new_key, once
from plans.choices import PlanStatus
from plans.readers import reader_of

METHODS = ["GET", "HEAD", "POST"]
#: Lines of which several are typed in a row and which come back alone; after others the matrix is read again.
LEAVES = ("activity", "indicator")


@never_cache
@require_http_methods(METHODS)
def create(request, *, plan: str, kind: str):
    of = kind_named(kind)
    if of.editor.blank is None:
        raise Http404
    row = of.editor.blank(request.user, request.GET, plan=plan)
    of.editor.check(request.user, row)

    def carry_out():
        return save(request, of, LineSheet.of(of.editor, row, request.POST, request.FILES), of.editor.added)

    if request.method != "POST":
        return opened(request, of, LineSheet.of(of.editor, row))
    return answer(request, once(request, carry_out), of, added)


@never_cache
@require_http_methods(METHODS)
def update(request, *, plan: str, kind: str, pk: int):
    of = kind_named(kind)
    row = found(request, of.editor, {"plan": plan, "pk": pk})

    def carry_out():
        read_again(row)
        sheet = LineSheet.of(of.editor, row, request.POST, request.FILES)
        if sheet.is_stale:
            return show(request, of, reconciled(sheet, request.POST, request.FILES), status=CONFLICT)
        return save(request, of, sheet, of.editor.saved)

    if request.method != "POST":
        return opened(request, of, LineSheet.of(of.editor, row))
    return answer(request, once(request, carry_out), of, saved)


@never_cache
@require_http_methods(METHODS)
def move(request, *, plan: str, kind: str, pk: int):
    """Up, down, or under another objective or result."""
    of = kind_named(kind)
    row = found(request, of.editor, {"plan": plan, "pk": pk})

    def carry_out():
        form = MoveForm(request.POST, row=row)
        with undoable(request.user, of.editor.plan(row), _("Move %(code)s") % {"code": code_of(row)}):
            is_moved = form.is_valid() and form.carry_out(by=request.user)
        if is_moved:
            return done(request, of, row, _("The line has been moved."))
        return not_moved(request, of, row, form)

    if request.method != "POST":
        return show_move(request, of, row, MoveForm(row=row))
    return answer(request, once(request, carry_out), of, moved)


def opened(request, of: Kind, sheet: LineSheet) -> HttpResponse:
    """The form, below the line that it changes, or below the one after which the new one will stand."""
    response = show(request, of, sheet)
    if not request.htmx:
        return response
    line = line_above(sheet.row) if sheet.is_new else of.line(sheet.row)
    return reswap(retarget(response, f"#{line}"), "afterend")


def save(request, of: Kind, sheet: LineSheet, sentence: str) -> HttpResponse:
    if not sheet.has_changed:
        return done(request, of, sheet.row, _("Nothing has changed: nothing was saved."))
    with undoable(request.user, of.editor.plan(sheet.row), heading_of(of, sheet.row)):
        is_kept = sheet.save(by=request.user, agreed=request.POST.get(AGREED, ""))
    return done(request, of, sheet.kept, sentence) if is_kept else show(request, of, sheet)


def heading_of(of: Kind, row) -> str:
    return str(of.heading % {"code": code_of(row)} if row.pk else of.heading_new)


def done(request, of: Kind, row, sentence: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, sentence)
    return redirect(matrix_of(of.editor.plan(row), of.line(row)))


def show(request, of: Kind, sheet: LineSheet, *, status: int = 200) -> HttpResponse:
    template = "portal/matrix/line_in_place.html" if request.htmx else "portal/matrix/line.html"
    return render(request, template, told(request, of, sheet), status=status)


def told(request, of: Kind, sheet: LineSheet) -> dict[str, Any]:
    """What the form of a line says, in place or on its own page."""
    row, plan = sheet.row, of.editor.plan(sheet.row)
    line = line_of_new(of, row) if sheet.is_new else of.line(row)
    return {
        "sheet": sheet,
        "kind": of,
        "plan": plan,
        "is_demonstration": plan.is_demonstration,
        "heading": heading_of(of, row),
        "under": next(iter(parents_of(row).values()), None) if sheet.is_new else None,
        "line": line,
        "address": request.get_full_path(),
        "matrix": matrix_of(plan),
        "form_key": request.POST.get("form_key") if key_of(request) and sheet.form.is_bound else new_key(),
    }


def line_of_new(of: Kind, row) -> str:
    """What the browser calls a line that has no number yet: its kind, under its parent."""
    parent = next((line_of(name, one) for name, one in parents_of(row).items()), "plan")
    return f"{of.name}-new-{parent}"


def answer(request, response: HttpResponse, of: Kind, shown) -> HttpResponse:
    """To htmx, the lines that changed instead of the way to the page that shows them."""
    if not request.htmx or not isinstance(response, HttpResponseRedirect):
        return response
    return shown(request, of, line_kept(of.editor.model, int(response.url.rpartition("-")[2])))


def added(request, of: Kind, row) -> HttpResponse:
    """The new line, and the empty form of the next one below it."""
    if of.name not in LEAVES:
        return renewed(of, row)
    others = beside(row, since=row.position + 1) if is_draft(of, row) else []
    return changed(request, of, row, others, is_new=True, below=LineSheet.of(of.editor, following(row)))


def is_draft(of: Kind, row) -> bool:
    """Whether codes follow places: those of the lines around have then changed as well."""
    return of.editor.plan(row).status == PlanStatus.DRAFT


def saved(request, of: Kind, row) -> HttpResponse:
    return changed(request, of, row, [])


def moved(request, of: Kind, row) -> HttpResponse:
    if of.name not in LEAVES or "to" in request.POST:
        return renewed(of, row)
    others = beside(row, since=row.position - 1, until=row.position + 1) if is_draft(of, row) else []
    response = changed(request, of, row, others)
    details = {"line": of.line(row), "after": line_above(row)}
    return trigger_client_event(reswap(response, "none"), "matrix:moved", details, after="settle")


def renewed(of: Kind, row) -> HttpResponse:
    """Too much has changed for lines to come back one by one: the page asks for the matrix again."""
    event = {"line": of.line(row), "said": _("Saved.")}
    return trigger_client_event(HttpResponse(status=204), "matrix:renewed", event)


def changed(
    request, of: Kind, row, others: list[Any], *, is_new: bool = False, below: LineSheet | None = None
) -> HttpResponse:
    plan = of.editor.plan(row)
    context = {
        "report": changed_by(
            row, plan, on=timezone.localdate(), reader=reader_of(request.user), beside=others
        ),
        "plan": plan,
        "edits": edits_of(plan),
        "line": of.line(row),
        "is_new": is_new,
        "following": told_next(request, of, below) if below else None,
    }
    response = render(request, "portal/matrix/changed.html", context)
    event = {"line": of.line(row), "said": _("Saved."), "next": below is not None}
    return trigger_client_event(response, "matrix:saved", event, after="settle")


def told_next(request, of: Kind, sheet: LineSheet) -> dict[str, Any]:
    plan = of.editor.plan(sheet.row)
    parents = parents_of(sheet.row)
    query = "&".join(f"{name}={one.pk}" for name, one in parents.items())
    address = f"{matrix_of(plan)}{of.name}/new/?{query}&after={sheet.row.placed_after.pk}"
    return told(request, of, sheet) | {"address": address, "form_key": new_key()}


def not_moved(request, of: Kind, row, form: MoveForm) -> HttpResponse:
    """Said to those who asked by a key, where no form is open; shown again to the others."""
    if request.htmx and "step" in request.POST:
        refusal = " ".join(str(one) for errors in form.errors.values() for one in errors)
        return trigger_client_event(HttpResponse(status=204), "matrix:said", {"said": refusal})
    return show_move(request, of, row, form)


def show_move(request, of: Kind, row, form: MoveForm) -> HttpResponse:
    plan = of.editor.plan(row)
    context = {
        "form": form,
        "row": row,
        "kind": of,
        "plan": plan,
        "is_demonstration": plan.is_demonstration,
        "line": of.line(row),
        "address": request.path,
        "matrix": matrix_of(plan),
    }
    template = "portal/matrix/move_in_place.html" if request.htmx else "portal/matrix/move.html"
    response = render(request, template, context)
    if request.htmx and request.method != "POST":
        return reswap(retarget(response, f"#{of.line(row)}"), "afterend")
    return response
