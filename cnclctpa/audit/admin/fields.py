"""How the columns of a model become fields, in a page and in an inline alike."""

from django.contrib.admin import widgets
from django.db import models

from .forms import KnownSelect, ManyChoicesField, ReferenceField, SelectMany, fields_for


class Fields:
    """References are found by typing; a text in two languages is two fields."""

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **fields_for(db_field), **options)
        wrapper = getattr(field, "widget", None)
        if isinstance(wrapper, widgets.RelatedFieldWidgetWrapper):
            # Objects are changed on their own page, where they say why.
            wrapper.can_add_related = wrapper.can_change_related = wrapper.can_delete_related = False
            wrapper.can_view_related = not wrapper.widget.allow_multiple_selected
        return field

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name in self.get_autocomplete_fields(request):
            options |= {"widget": KnownSelect(db_field, self.admin_site), "form_class": ReferenceField}
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field, request, **options):
        options |= {"widget": SelectMany(db_field, self.admin_site), "form_class": ManyChoicesField}
        return super().formfield_for_manytomany(db_field, request, **options)

    def get_autocomplete_fields(self, request):
        """Every reference to what can be searched."""
        return [
            one.name
            for one in (*self.opts.concrete_fields, *self.opts.many_to_many)
            if one.is_relation and self.admin_site.is_registered(one.related_model)
        ]

    @property
    def translated(self) -> dict[str, list[str]]:
        """The columns of each text that has two languages."""
        found: dict[str, list[str]] = {}
        for column in self.opts.concrete_fields:
            if original := getattr(column, "translated_field", None):
                found.setdefault(original.name, []).append(column.name)
        return found

    def in_french(self, name: str) -> str:
        return f"{name}_fr" if name in self.translated else name

    @property
    def typed(self) -> list[str]:
        """The names of what people type in a row of this model, in its order, each text once."""
        columns = [*self.opts.concrete_fields, *self.opts.many_to_many]
        return [
            one.name
            for one in columns
            if one.editable and not one.auto_created and not hasattr(one, "translated_field")
        ]


def is_instant(column) -> bool:
    return isinstance(column, models.DateTimeField)
