"""A line as it is typed: kept as the pages keep its object, in its place, its dates postponed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.services import postpone
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.sheet import Sheet
from plans.services.ordering import place_after


class LineSheet(Sheet):
    """The dates of an adopted plan are never overwritten: others that are typed decide a postponement."""

    def keep_row(self, by) -> list[ValidationError]:
        refusals = super().keep_row(by)
        decision = getattr(self.form, "postponement", None) if self.form.is_valid() else None
        if refusals or not decision:
            return refusals
        try:
            postpone(self.kept, **decision, by=by)
        except ValidationError as refusal:
            self.form.refuse(refusal)
            return [refusal]
        return []


def kept_in_place(editor: Editor) -> Callable[..., Any]:
    """Adds a line as its page does, then puts it after the one below which it was typed."""

    @transaction.atomic
    def add(row, *, by):
        after = row.placed_after
        editor.keep_new(row, by=by)
        if after is not None:
            place_after(row, after, by=by)
        return row

    return add
