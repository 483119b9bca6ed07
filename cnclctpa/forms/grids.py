"""Grids: the rows of one object, filled as in a sheet, on the page of that object."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.choices import KnownManyField
from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.fields import KnownChoiceField, RowKey, reading_row

#: What keeps or removes one row in the name of somebody.
Service = Callable[[Any], Any]
#: Rows by their keys, and what they are called.
Known = tuple[dict[str, Model], list[tuple[str, str]]]
#: Rows added without a script, by the button that asks for more.
MORE = 3
MOST = 400


class RowForm(EditForm):
    """One row of a grid. A row left empty is no row; emptied, where ``empties``, it is removed."""

    class Meta(EditForm.Meta):
        formfield_callback = reading_row

    #: Fields which, all empty in a stored row, say that it is to be removed.
    empties: ClassVar[tuple[str, ...]] = ()

    @property
    def is_emptied(self) -> bool:
        # Zero is something: a target of none, a count of nobody.
        blank = (self.typed_value(name) in self.fields[name].empty_values for name in self.empties)
        return bool(self.empties) and all(blank)

    def full_clean(self):
        """Nothing is asked of a row that is to be removed."""
        super().full_clean()
        if self.is_bound and self.is_emptied:
            self._errors = ErrorDict()


class RowsGrid(BaseInlineFormSet):
    """Rows of a parent. Each carries its revision: two people may fill the same grid.

    Subclasses are made by `grid`; ``title`` and ``intro`` are read by the page.
    """

    template = "portal/editing/rows.html"
    title: ClassVar[Any] = ""
    intro: ClassVar[Any] = ""
    name: ClassVar[str] = ""
    #: Rows that stand there before anything is typed: a function of the parent and of its stored rows.
    proposed: ClassVar[Any] = None

    def __init__(self, data=None, files=None, instance=None, **options):
        queryset = options.pop("queryset", None)
        self.proposals = []
        self.known: dict[str, Known] = {}
        if self.proposed is not None and instance is not None:
            self.proposals = list(type(self).proposed(instance))
            options["initial"] = self.proposals
            self.extra = len(self.proposals)
        super().__init__(data, files, instance=instance, prefix=self.name, queryset=queryset, **options)

    def every_form(self) -> list[RowForm]:
        return list(self.forms)

    def named_forms(self) -> list[tuple[str, RowForm]]:
        """Its lines, as people count them, in the order of the page."""
        return [(self.line(number), row) for number, row in enumerate(self.forms, start=1)]

    def line(self, number: int) -> str:
        return _("%(grid)s, line %(number)d") % {"grid": self.title, "number": number}

    @property
    def columns(self) -> list[forms.BoundField]:
        """The visible fields, from a row that is never sent."""
        return self.empty_form.visible_fields()

    def _construct_form(self, i, **kwargs):
        row = super()._construct_form(i, **kwargs)
        # Also of a parent that is not saved yet: its lines are asked beside what it says.
        setattr(row.instance, self.fk.name, self.instance)
        for name, field in row.fields.items():
            if isinstance(field, KnownChoiceField):
                field.know(*self.known_for(name, field))
            elif isinstance(field, KnownManyField):
                field.know(*self.known_for(name, field), list_id=f"{self.prefix}-{name}-names")
        return row

    def known_for(self, name: str, field: forms.ModelChoiceField) -> Known:
        """The rows that a field of its lines offers, and their names; read once."""
        if name not in self.known:
            rows = {str(one.pk): one for one in field.queryset}
            self.known[name] = (rows, [(key, field.label_from_instance(one)) for key, one in rows.items()])
        return self.known[name]

    @property
    def lists(self) -> list[tuple[str, list[str]]]:
        """The names that its lines are filled from, each list once, whatever the number of lines."""
        fields = self.forms[0].fields.values() if self.forms else ()
        named = [field.widget for field in fields if isinstance(field, KnownManyField)]
        return [(widget.list_id, list(widget.labels.values())) for widget in named]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[self._pk_field.name] = RowKey(form.instance)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove")

    @property
    def is_stale(self) -> bool:
        return any(row.is_stale for row in self.initial_forms)

    def hush(self) -> None:
        for row in self.forms:
            row.hush()
        self._errors, self._non_form_errors = [row.errors for row in self.forms], self.error_class()

    def warnings(self) -> list[str]:
        return [str(one) for row in self.kept_rows() for one in row.warnings()]

    def kept_rows(self) -> list[RowForm]:
        """The rows that will be saved: neither removed, nor left as they were."""
        gone = set(map(id, self.removed_rows()))
        return [row for row in self.forms if row.has_changed() and id(row) not in gone]

    def removed_rows(self) -> list[RowForm]:
        return [
            row
            for row in self.initial_forms
            if self._should_delete_form(row) or (row.is_bound and row.is_emptied)
        ]

    def carry_out(self, keep: Service, remove: Service) -> list[ValidationError]:
        """Remove, change and add rows by these services; what they refuse is told at its row, and returned.

        A row that its own form refuses is left alone.
        """
        # One that is no longer there, or that never was of this parent, has nothing to remove.
        gone = [row for row in self.removed_rows() if row.instance.pk is not None]
        kept = [row for row in self.kept_rows() if not row.errors]
        for row in kept:
            setattr(row.instance, self.fk.name, self.instance)
        refusals = [self.at(row, remove) for row in gone]
        refusals += [self.at(row, keep, row._save_m2m) for row in kept]
        return [one for one in refusals if one]

    def at(
        self, row: RowForm, service: Service, after: Callable[[], None] = lambda: None
    ) -> ValidationError | None:
        try:
            service(row.instance)
            after()
        except ValidationError as refusal:
            row.refuse(refusal)
            return refusal
        return None


def grid(
    parent, model, form, *, name: str, title, intro="", proposed=None, fk_name=None, extra=MORE, base=RowsGrid
):
    """A grid of the rows of ``model`` that belong to a ``parent``."""
    made = inlineformset_factory(
        parent,
        model,
        form=form,
        formset=base,
        fk_name=fk_name,
        extra=extra,
        max_num=MOST,
        absolute_max=MOST + MORE,
        can_delete=True,
    )
    made.title, made.intro, made.name = title, intro, name
    made.proposed = staticmethod(proposed) if proposed else None
    return made
