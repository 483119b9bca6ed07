"""The pages of editing: one view a role, whatever the object.

What is not visible does not exist (404); what is visible but not theirs to change is refused (403).
"""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import read_again
from cnclctpa.audit.removing import check_removal, goes_with
from cnclctpa.forms.editing import agreement_to
from cnclctpa.forms.grids import MORE as MORE_ROWS
from cnclctpa.forms.typed import clean_text
from cnclctpa.portal.editing.editor import Act, Editor
from cnclctpa.portal.editing.sheet import RehearsedError, Sheet, reconciled
from cnclctpa.portal.editing.undo import undoable
from cnclctpa.work.once import key_of, new_key, once

#: The name of the button that asks for more rows, and of the box that accepts what is unusual.
MORE, AGREED = "more_rows", "agreed"
CONFLICT = 409


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def create(request, *, editor: Editor, **address):
    if editor.blank is None:
        raise Http404
    row = editor.blank(request.user, request.GET, **address)
    editor.check(request.user, row)

    if not editor.is_open(row):
        return closed(request, editor, row)
    if request.method != "POST":
        return show(request, Sheet.of(editor, row))

    def carry_out():
        return save(request, Sheet.of(editor, row, request.POST, request.FILES), editor.added)

    return as_one_action(request, editor.plan(row), editor.added, carry_out)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def update(request, *, editor: Editor, **address):
    row = found(request, editor, address)
    if request.method != "POST":
        return show(request, Sheet.of(editor, row)) if editor.is_open(row) else closed(request, editor, row)

    def carry_out():
        read_again(row)
        if not editor.is_open(row):
            return closed(request, editor, row)
        sheet = Sheet.of(editor, row, request.POST, request.FILES)
        if sheet.is_stale:
            return show(request, reconciled(sheet, request.POST, request.FILES), status=CONFLICT)
        return save(request, sheet, editor.saved)

    return as_one_action(request, editor.plan(row), editor.saved, carry_out)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, *, editor: Editor, **address):
    """Says what goes with the object, or why it must stay; removes it with a reason."""
    if request.method != "POST":
        return show_removal(request, editor, found(request, editor, address))

    def carry_out():
        row = found(request, editor, address)
        with undoable(request.user, editor.plan(row), editor.removed):
            return removed(request, editor, row)

    return once(request, carry_out)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, *, act: Act, **address):
    row = found(request, act, address)
    if request.method != "POST":
        form = act.form(instance=row)
        return show_act(request, act, row, form) if act.is_open(row) else closed(request, act, row)

    def carry_out():
        read_again(row)
        if not act.is_open(row):
            return closed(request, act, row)
        form = act.form(request.POST, request.FILES, instance=row)
        unusual = [str(one) for one in form.warnings()] if form.is_valid() else []
        is_agreed = not unusual or request.POST.get(AGREED) == agreement_to(unusual)
        if not form.is_valid() or not done(request, act, row, form, for_good=is_agreed):
            return show_act(request, act, row, form)
        if not is_agreed:
            return show_act(request, act, row, form, unusual=unusual)
        messages.success(request, act.done)
        return redirect(act.place(row))

    return as_one_action(request, act.plan(row), act.done, carry_out)


def as_one_action(request, plan, label, carry_out):
    """Carried out once, however many times it is sent; its author may undo it for ten minutes."""

    def recorded():
        with undoable(request.user, plan, label):
            return carry_out()

    return once(request, recorded)


def found(request, editor: Editor | Act, address):
    row = editor.find(request.user, **address)
    if row is None:
        raise Http404
    editor.check(request.user, row)
    return row


def save(request, sheet: Sheet, sentence: str):
    if MORE in request.POST:
        return show_more(request, sheet)
    if not sheet.has_changed:
        return leave_unchanged(request, sheet.editor.place(sheet.row))
    if not sheet.save(by=request.user, agreed=request.POST.get(AGREED, "")):
        return show(request, sheet)
    messages.success(request, sentence)
    return redirect(sheet.editor.place(sheet.kept))


def leave_unchanged(request, place: str):
    """A form sent as it was shown writes nothing: no revision, no entry of the trail."""
    messages.info(request, _("Nothing has changed: nothing was saved."))
    return redirect(place)


def show_more(request, sheet: Sheet):
    """The same sheet with more empty rows in the grid that was asked for; nothing is saved, nor refused."""
    data = request.POST.copy()
    for grid in sheet.grids:
        if grid.prefix == data[MORE] and hasattr(grid, "management_form"):
            data[f"{grid.prefix}-TOTAL_FORMS"] = str(grid.total_form_count() + MORE_ROWS)
    more = Sheet.of(sheet.editor, sheet.row, data, request.FILES)
    more.hush()
    return show(request, more)


def closed(request, editor: Editor | Act, row):
    """Why what the page is for cannot be done now: the object changed since its button was shown."""
    plan = editor.plan(row)
    context = {
        "reason": editor.closed(row),
        "row": row,
        "back": editor.above(row) if isinstance(editor, Editor) and row.pk is None else editor.place(row),
        "plan": plan,
        "is_demonstration": bool(plan and plan.is_demonstration),
    }
    return render(request, "portal/editing/closed.html", context, status=CONFLICT)


def show(request, sheet: Sheet, *, status: int = 200):
    editor, row = sheet.editor, sheet.row
    is_new = row.pk is None
    plan = editor.plan(row)
    context = {
        "title": editor.new if is_new else editor.edit,
        "sheet": sheet,
        "back": editor.above(row) if is_new else editor.place(row),
        "is_new": is_new,
        "plan": plan,
        "is_demonstration": bool(plan and plan.is_demonstration),
        "form_key": request.POST.get("form_key") if key_of(request) else new_key(),
    }
    return render(request, "portal/editing/edit.html", context, status=status)


def removed(request, editor: Editor, row):
    read_again(row)
    if not editor.is_open(row):
        return closed(request, editor, row)
    reason = clean_text(request.POST.get("reason", "")).strip()
    if not reason:
        return show_removal(request, editor, row, refusal=_("Say why it is removed: the history keeps it."))
    above = editor.above(row)
    try:
        editor.take_out(row, by=request.user, reason=reason[:500])
    except ValidationError as refused:
        return show_removal(request, editor, row, refusal=" ".join(refused.messages))
    messages.success(request, editor.removed)
    return redirect(above)


def show_removal(request, editor: Editor, row, *, refusal: str = ""):
    if not editor.is_removable:
        raise PermissionDenied
    if not editor.is_open(row):
        return closed(request, editor, row)
    held, goes = "", []
    try:
        check_removal(row)
        goes = goes_with(row)
    except ValidationError as refused:
        held = " ".join(refused.messages)
    plan = editor.plan(row)
    context = {
        "row": row,
        "back": editor.place(row),
        "held": held,
        "goes": goes,
        "refusal": refusal if not held else "",
        "plan": plan,
        "is_demonstration": bool(plan and plan.is_demonstration),
        "form_key": new_key(),
    }
    return render(request, "portal/editing/delete.html", context)


def done(request, act: Act, row, form, *, for_good: bool) -> bool:
    """Whether the act is accepted; carried out only ``for_good``, tried and taken back otherwise."""
    try:
        with transaction.atomic(), because("", by=request.user):
            act.carry_out(row if for_good else copy(row), form.cleaned_data, by=request.user)
            if not for_good:
                raise RehearsedError
    except RehearsedError:
        return True
    except ValidationError as refusal:
        form.refuse(refusal)
        return False
    return True


def show_act(request, act: Act, row, form, *, unusual: list[str] | None = None):
    plan = act.plan(row)
    context = {
        "act": act,
        "row": row,
        "form": form,
        "unusual": unusual or [],
        "agreement": agreement_to(unusual or []),
        "back": act.place(row),
        "plan": plan,
        "is_demonstration": bool(plan and plan.is_demonstration),
        "form_key": new_key(),
    }
    return render(request, "portal/editing/act.html", context)
