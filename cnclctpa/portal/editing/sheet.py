"""A form and its grids as one sheet: read together, refused together, kept together."""

from copy import copy
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm

from cnclctpa.audit.keeping import keep
from cnclctpa.audit.removing import remove
from cnclctpa.documents.services import files_taken_back
from cnclctpa.forms.editing import agreement_to
from cnclctpa.forms.versions import Conflict, merged
from cnclctpa.portal.editing.editor import Editor


class RehearsedError(Exception):
    """Takes back what was only tried: no row, no entry of the trail, no file stays."""


@dataclass
class Sheet:
    """What a page of editing shows; ``conflicts`` and ``met`` tell of somebody else's change meanwhile."""

    editor: Editor
    row: Any
    form: Any
    grids: list
    files: Any = None
    warnings: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    met: bool = False

    @classmethod
    def of(cls, editor: Editor, row, data=None, files=None) -> Self:
        # The form writes on its own copy: of the row itself, the page tells what the site has.
        form = editor.form(data, files, instance=copy(row))
        grids = [one(data, files, instance=form.instance) for one in editor.grids]
        return cls(editor, row, form, grids, files)

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

    @property
    def is_new(self) -> bool:
        return self.row.pk is None

    @property
    def has_changed(self) -> bool:
        return self.is_new or any(part.has_changed() for part in self.parts)

    def unusual(self) -> list[str]:
        return [str(one) for part in self.parts for one in part.warnings()]

    def save(self, *, by, agreed: str) -> bool:
        """Keep everything, or nothing; False when the sheet is to be shown again.

        Everything that is refused is told first, by the forms as by the rules of what they keep; only what
        could be kept as it stands is asked about when it is unusual.
        """
        unusual = self.unusual() if self.is_valid else []
        is_agreed = self.is_valid and (not unusual or agreed == agreement_to(unusual))
        is_right = self.keep(by=by, for_good=is_agreed)
        self.warnings = unusual if is_right and not is_agreed else []
        return is_right and is_agreed

    def keep(self, *, by, for_good: bool = True) -> bool:
        """Keep what the forms accept, all or nothing; False when something is refused, told at its place."""
        typed = [(row, row.__getstate__()) for row in self.rows()]
        try:
            self.keep_whole(by, for_good=for_good)
        except RehearsedError:
            is_right = self.is_valid
        except ValidationError as refusal:
            is_right = False
            if self.is_valid:
                self.form.refuse(refusal)
        else:
            return True
        # As they were typed: what the database took back gave them keys, codes, revisions.
        for row, state in typed:
            row.__dict__.clear()
            row.__dict__.update(state)
        return is_right

    def keep_whole(self, by, *, for_good: bool) -> None:
        with files_taken_back(), transaction.atomic():
            if refusals := self.keep_parts(by):
                raise refusals[0]
            if not for_good:
                raise RehearsedError

    def rows(self) -> list[Model]:
        """The object as typed, and the lines of its grids."""
        forms = [form for part in self.parts for form in part.every_form()]
        return [form.instance for form in forms if isinstance(form, ModelForm)]

    def keep_parts(self, by) -> list[ValidationError]:
        """Keep everything that the forms accept; what is refused is told at its part, and returned."""
        refusals = self.keep_row(by)
        if self.is_new and not self.form.is_valid():
            return refusals
        for one in self.grids:
            refusals += one.carry_out(partial(keep, by=by), partial(remove, by=by))
        return refusals

    def keep_row(self, by) -> list[ValidationError]:
        if not self.form.is_valid():
            return []
        try:
            (self.editor.keep_new if self.is_new else self.editor.keep_changed)(self.kept, by=by)
            self.form._save_m2m()
        except ValidationError as refusal:
            self.form.refuse(refusal)
            return [refusal]
        return []


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
