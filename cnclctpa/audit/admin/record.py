"""The base of every page of the administration: a reason, a trail, the rules of the pages."""

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnclctpa.audit.causes import because
from cnclctpa.audit.history import entries_of, told
from cnclctpa.audit.keeping import keep
from cnclctpa.audit.masking import masked
from cnclctpa.audit.removing import check_removal, goes_with, remove

from . import acts, lists
from .acts import DELETE, Act, on_many
from .fields import Fields, is_instant
from .forms import ASKED, CARRIED, RecordForm
from .links import is_too_long, link_to, reverse_of, rows_of
from .masks import masked_column, without_masked
from .searching import Searching

PER_PAGE = 50


class RowsRefused(Exception):  # noqa: N818  not a mistake of the program: a service says no to what was typed
    """What the services refused of a page, by the prefix of each form."""

    def __init__(self, refusals: dict[str, list[ValidationError]]):
        self.refusals = refusals
        super().__init__(refusals)


class AuditedModelAdmin(Searching, Fields, admin.ModelAdmin):
    """``sections`` lists the fields when their order matters, ``links`` the rows that have their own list."""

    #: What the site lets in.
    leaves_a_trail = True

    form = RecordForm
    list_per_page = PER_PAGE
    list_max_show_all = PER_PAGE
    show_full_result_count = False
    search_help_text = gettext_lazy("Accents and capitals do not matter; beginnings of words are enough.")

    #: Titles and names of fields; a text in two languages is named once.
    sections: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    #: Fields that are only read.
    shown: tuple[str, ...] = ()
    #: Fields that are only read once the row exists.
    fixed: tuple[str, ...] = ()
    #: Names of reverse relations told by a link and a count.
    links: tuple[str, ...] = ()
    #: Names of relations that the rows' own names need.
    named_by: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    is_part = False
    read_only = False
    may_be_added = True
    may_be_removed = True

    # Who may do what: the site has asked who comes in.

    def has_module_permission(self, request):
        return request.user.has_module_perms(self.opts.app_label)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return self.may_be_added and not self.read_only and self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return not self.read_only and self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.may_be_removed and not self.read_only and self.has_module_permission(request)

    # Lists

    @property
    def references(self):
        """The relations without which a list would ask for each row: its own, and those of their names."""
        known = [one.name for one in self.opts.concrete_fields if one.is_relation]
        return [*known, *self.named_by]

    def get_list_select_related(self, request):
        return self.references

    def get_list_display(self, request):
        return without_masked(self.model, super().get_list_display(request))

    def get_actions(self, request):
        if self.read_only:
            return {}
        offered = [one for one in self.acts if one.for_many]
        offered += [DELETE] if self.has_delete_permission(request) else []
        return {one.name: (on_many(one), one.name, one.label) for one in offered}

    def changelist_view(self, request, extra_context=None):
        asked = request.GET.urlencode()
        names = {fmt: self.address("export", fmt) for fmt in lists.FORMATS}
        context = {"exports": {fmt: f"{one}?{asked}" if asked else one for fmt, one in names.items()}}
        try:
            return super().changelist_view(request, context | (extra_context or {}))
        except ValueError as mistake:  # rows chosen by what is no key
            raise SuspiciousOperation("No such row.") from mistake

    def get_changelist(self, request, **options):
        return RowList

    def export_columns(self):
        return lists.columns_of(self.model)

    def export_rows(self, rows):
        """The rows of a file, a few hundred at a time."""
        return rows.iterator(chunk_size=lists.BATCH)

    def export_view(self, request, file_format):
        return lists.exported(self, request, file_format)

    # Fields

    def get_fieldsets(self, request, obj=None):
        """The sections, then the English version, then why; what is masked of this row is only read."""
        sections = self.sections or ((None, (*self.typed, *self.shown)),)
        changes = self.has_change_permission(request, obj) if obj else True
        hidden = masked(obj) if obj else frozenset()
        found = []
        for title, names in sections:
            own = [self.in_french(name) for name in names if self.is_asked(name, obj)]
            fields = [masked_column(self.model, one) if one in hidden else one for one in own]
            found.append((title, {"fields": fields}))
        named = [name for _title, names in sections for name in names]
        english = [f"{name}_en" for name in named if name in self.translated]
        if english:
            found.append((_("English version"), {"fields": english, "classes": ["collapse"]}))
        if changes:
            found.append((_("Why"), {"fields": [*ASKED, *CARRIED], "classes": ["reason"]}))
        return found

    def is_asked(self, name, obj):
        """What the program writes by itself has nothing to show in a row that is not there yet."""
        return obj is not None or name not in self.shown

    def get_readonly_fields(self, request, obj=None):
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        instants = {one.name for one in self.opts.concrete_fields if is_instant(one)}
        kept = {*self.shown, *instants, *(self.kept_fixed(obj) if obj else ())}
        kept |= {f"{name}_{language}" for name in kept for language in ("fr", "en")}
        return [one for one in fields if callable(one) or one in kept]

    def kept_fixed(self, obj):
        """The fields of a row that exists that are only read."""
        return self.fixed

    def get_form(self, request, obj=None, change=False, **options):
        names = options.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        fields = [one for one in names if one not in CARRIED]
        form = super().get_form(request, obj, change=change, fields=fields, **options)
        form.refusals = getattr(request, "refusals", {})
        form.warn = staticmethod(self.warnings_about)
        return form

    def warnings_about(self, row):
        """What should be known before this row changes: it is asked once more."""
        return ()

    def get_inline_instances(self, request, obj=None):
        """A parent that has hundreds of rows of a kind shows a link to their list."""
        inlines = super().get_inline_instances(request, obj)
        if obj is None:
            return [one for one in inlines if one.has_add_permission(request, None)]
        return [one for one in inlines if not is_too_long(one, request, obj)]

    def get_object(self, request, object_id, from_field=None):
        """As others see it; to be written, it is kept from others until the transaction ends."""
        rows = self.get_queryset(request).select_related(*self.references)
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            rows = rows.select_for_update(of=("self",))
        try:
            return rows.filter(pk=self.opts.pk.to_python(object_id)).first()
        except (ValidationError, ValueError, OverflowError):
            return None

    # Writing

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What a service refuses is shown in the form, which is read a second time to say it."""
        reason = request.POST.get("reason", "").strip()
        with because("", by=request.user, reason=reason):
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except RowsRefused as refusal:
                request.refusals = refusal.refusals
                return super().changeform_view(request, object_id, form_url, extra_context)

    def save_form(self, request, form, change):
        return form.save(commit=False)

    def save_model(self, request, obj, form, change):
        if change and not form.has_changed_row:
            return
        try:
            if change:
                self.keep_changed(obj, form, by=request.user)
            else:
                self.keep_new(obj, form, by=request.user)
        except ValidationError as refusal:
            raise RowsRefused({"": [refusal]}) from None

    def keep_new(self, row, form, *, by):
        """Keep a new row; raises ``ValidationError``."""
        keep(row, by=by)

    def keep_changed(self, row, form, *, by):
        """Keep a row that was changed; raises ``ValidationError``."""
        keep(row, by=by)

    def save_formset(self, request, form, formset, change):
        """Each row by its own door; all that is refused is told at once."""
        formset.save(commit=False)
        inline, refused = formset.inline, {}
        gone = [one for one in formset.deleted_forms if one.instance.pk]
        kept = [one for one in formset.forms if one.has_changed() and one not in formset.deleted_forms]
        for one, door in [
            *((each, inline.remove_row) for each in gone),
            *((each, inline.keep_row) for each in kept),
        ]:
            try:
                door(one.instance, by=request.user)
            except ValidationError as refusal:
                refused[one.prefix] = [refusal]
        if refused:
            raise RowsRefused(refused)

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.inline = inline
            formset.form.refusals = getattr(request, "refusals", {})
            yield formset, inline

    def construct_change_message(self, request, form, formsets, add=False):
        return ""

    # Django’s own journal stays empty: the trail says it all.
    def log_addition(self, request, obj, message):
        pass

    def log_change(self, request, obj, message):
        pass

    def log_deletions(self, request, queryset):
        pass

    # Removal

    def delete_view(self, request, object_id, extra_context=None):
        reason = request.POST.get("reason", "").strip()
        context = {"reason": acts.ReasonForm(request.POST or None)["reason"], **(extra_context or {})}
        if request.method == "POST" and not reason:
            request.POST = QueryDict()  # nothing is confirmed without a reason: the page is shown again
        with because("", by=request.user, reason=reason):
            try:
                return super().delete_view(request, object_id, context)
            except RowsRefused as refusal:
                [refused] = refusal.refusals[""]
                messages.error(request, " ".join(refused.messages))
                return redirect(self.address("change", object_id))

    def get_deleted_objects(self, objs, request):
        """What goes with a row, by kind and in figures; or why it stays."""
        [row] = objs
        try:
            check_removal(row)
        except ValidationError as refusal:
            return [], {}, set(), refusal.messages
        found = goes_with(row)
        return found, {one.kind: one.total for one in found}, set(), []

    def delete_model(self, request, obj):
        try:
            remove(obj, by=request.user)
        except ValidationError as refusal:
            raise RowsRefused({"": [refusal]}) from None

    # Other pages of a row

    def get_urls(self):
        wrap = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [path("export/<str:file_format>/", wrap(self.export_view), name=f"{name}_export")]
        if self.acts:
            address = "<path:object_id>/act/<slug:act_name>/"
            own.append(path(address, wrap(self.act_view), name=f"{name}_act"))
        left_out = {f"{name}_{kind}" for kind, is_in in self.pages().items() if not is_in}
        return own + [one for one in super().get_urls() if one.name and one.name not in left_out]

    def pages(self):
        is_open = not self.read_only
        return {"add": is_open and self.may_be_added, "delete": is_open and self.may_be_removed}

    def may_act(self, request, row):
        return self.has_change_permission(request, row)

    def act_view(self, request, object_id, act_name):
        act = next((one for one in self.acts if one.name == act_name), None)
        row = self.get_object(request, unquote(object_id))
        if act is None or row is None:
            raise Http404
        if not self.may_act(request, row) or not act.suits(row):
            raise PermissionDenied
        rows = self.get_queryset(request).filter(pk=row.pk)
        return acts.run(self, request, act, rows, back=self.address("change", row.pk), is_many=False)

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        parts = [
            one for inline in self.get_inline_instances(request, row) for one in rows_of(inline, request, row)
        ]
        page = Paginator(entries_of(row, *parts), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(row)s") % {"row": row},
            "changes": told(list(page)),
            "page": page,
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "object": row,
            "opts": self.opts,
            "has_parts": bool(parts),
        }
        return TemplateResponse(request, "admin/object_history.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["linked"] = self.linked(request, obj)
            context["offered"] = [
                (one.label, self.address("act", obj.pk, one.name))
                for one in self.acts
                if one.suits(obj) and self.may_act(request, obj)
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def linked(self, request, obj):
        """The lists of the rows that refer to this one, each with how many it holds."""
        found = [link_to(self.opts.get_field(name), obj) for name in self.links]
        for inline in super().get_inline_instances(request, obj):
            if is_too_long(inline, request, obj):
                found.append(link_to(reverse_of(inline), obj))
        return found

    def get_view_on_site_url(self, obj=None):
        try:
            return obj.get_absolute_url() if obj is not None else None
        except (AttributeError, NoReverseMatch):  # it has no page; or what was typed makes no address
            return None

    def address(self, page, *arguments):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=arguments, current_app=self.admin_site.name)


class RowList(ChangeList):
    """A list whose title says of what it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = capfirst(str(self.opts.verbose_name_plural))


class PartAdmin(AuditedModelAdmin):
    """The rows of a part of something else: last of their app on the first page."""

    is_part = True
