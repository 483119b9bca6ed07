"""The parts of an object on its page: few of them, each kept by the same door as on a page of its own."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets

from cnclctpa.audit.keeping import keep
from cnclctpa.audit.masking import maskable
from cnclctpa.audit.removing import remove

from .fields import Fields
from .forms import CARRIED, AdminRowForm, RowFormSet
from .masks import without_masked

#: Beyond that, a page shows a link to the list instead.
MOST = 40


class AuditedInline(Fields, admin.TabularInline):
    """Rows of a parent; ``columns`` are their fields, translated ones in French only."""

    form = AdminRowForm
    formset = RowFormSet
    extra = 0
    show_change_link = True
    view_on_site = False

    columns: tuple[str, ...] = ()
    #: Columns that are only read.
    shown: tuple[str, ...] = ()
    read_only = False
    #: How rows are removed, when they are.
    can_delete = True
    #: Names of relations that the rows' own names need.
    named_by: tuple[str, ...] = ()

    def get_queryset(self, request):
        references = [
            one.name
            for one in self.opts.concrete_fields
            if one.is_relation and one.name in self.columns and one.name != self.parent_field
        ]
        return super().get_queryset(request).select_related(*references, *self.named_by)

    @property
    def parent_field(self):
        return self.fk_name or next(
            one.name for one in self.opts.concrete_fields if one.related_model is self.parent_model
        )

    def get_fields(self, request, obj=None):
        names = [self.in_french(name) for name in self.columns]
        kept = [] if not self.has_change_permission(request, obj) else list(CARRIED)
        return [*without_masked(self.model, names), *kept]

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": self.get_fields(request, obj)})]

    def get_formset(self, request, obj=None, **options):
        fields = [one for one in self.get_fields(request, obj) if one not in CARRIED]
        return super().get_formset(request, obj, **{**options, "fields": fields})

    def get_readonly_fields(self, request, obj=None):
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [one for one in fields if callable(one) or one in self.shown]

    def has_view_permission(self, request, obj=None):
        return request.user.has_module_perms(self.opts.app_label)

    def has_add_permission(self, request, obj):
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        """What may be masked is changed on the page of its row, where it is known whether it is."""
        return not self.read_only and not maskable(self.model) and self.has_view_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.can_delete and self.has_change_permission(request, obj)

    def keep_row(self, row, *, by):
        """A row as it was typed, new or changed; raises ``ValidationError``."""
        keep(row, by=by)

    def remove_row(self, row, *, by):
        remove(row, by=by)
