"""A form and its grids as one sheet: read together, refused together, kept together."""

from copy import copy
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from cnclctpa.audit.keeping import keep
from cnclctpa.audit.removing import remove
from cnclctpa.forms.editing import agreement_to
from cnclctpa.forms.versions import Conflict, merged
from cnclctpa.portal.editing.editor import Editor


@dataclass
class Sheet:
    """What a page of editing shows; ``conflicts`` and ``met`` tell of somebody else's change meanwhile."""

    editor: Editor
    row: Any
    form: Any
    grids: list
    warnings: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    met: bool = False

    @classmethod
    def of(cls, editor: Editor, row, data=None, files=None) -> Self:
        # The form writes on its own copy: of the row itself, the page tells what the site has.
        form = editor.form(data, files, instance=copy(row))
        grids = [one(data, files, instance=form.instance) for one in editor.grids]
        return cls(editor, row, form, grids)

    @property
    def kept(self):
        """The object as this person typed it."""
        return self.form.instance

    @property
    def parts(self) -> list:
        return [self.form, *self.grids]

    @property
    def is_valid(self) -> bool:
        # Each is asked, so that all that is wrong is told at once.
        valid = [part.is_valid() for part in self.parts]
        return all(valid)

    def hush(self) -> None:
        """Show what is typed without a word on what is wrong: nobody has asked to save it yet."""
        for part in self.parts:
            part.hush()

    @property
    def agreement(self) -> str:
        return agreement_to(self.warnings)

    @property
    def is_stale(self) -> bool:
        return any(part.is_stale for part in self.parts)

    def ask(self, agreed: str) -> bool:
        """Whether something unusual has yet to be accepted."""
        self.warnings = [str(one) for part in self.parts for one in part.warnings()]
        return bool(self.warnings) and agreed != self.agreement

    def keep(self, *, by) -> bool:
        """Keep the form, then its grids: all, or nothing; False when a service refuses."""
        is_new = self.row.pk is None
        try:
            with transaction.atomic():
                self.keep_parts(by)
        except ValidationError as refusal:
            if is_new:
                self.kept.pk, self.kept._state.adding = None, True
            if all(part.is_valid() for part in self.parts):
                self.form.refuse(refusal)
            return False
        return True

    def keep_parts(self, by) -> None:
        """Keep everything; raises ``ValidationError``, said at its part."""
        try:
            (self.editor.keep_new if self.row.pk is None else self.editor.keep_changed)(self.kept, by=by)
        except ValidationError as refusal:
            self.form.refuse(refusal)
            raise
        self.form._save_m2m()
        for one in self.grids:
            one.carry_out(partial(keep, by=by), partial(remove, by=by))


AnySheet = TypeVar("AnySheet", bound=Sheet)


def reconciled(sheet: AnySheet, data, files) -> AnySheet:
    """The same sheet at the revisions of now: what this person did not touch is what the site has now."""
    typed, conflicts = data.copy(), []
    for form in [one for part in sheet.parts for one in part.every_form()]:
        if form.is_stale:
            untouched, both = form.compare()
            merged(typed, form, untouched)
            conflicts += both
    again = type(sheet).of(sheet.editor, sheet.row, typed, files)
    again.is_valid  # noqa: B018  fills the errors that the page shows
    again.conflicts, again.met = conflicts, True
    return again
