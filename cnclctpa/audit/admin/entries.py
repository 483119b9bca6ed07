"""The trail in the administration: read, searched, exported, never written; masked values stay masked."""

from itertools import islice

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from cnclctpa.audit.history import Change, told
from cnclctpa.audit.models import Entry, Head
from cnclctpa.exports.tables import Column, Kind

from . import lists
from .record import AuditedModelAdmin, RowList

ARROW = " → "


def in_lines(change: Change) -> str:
    """The differences of an entry, one a line."""
    return "\n".join(f"{one.label}: {one.before}{ARROW}{one.after}" for one in change.differences)


@admin.register(Entry)
class EntryAdmin(AuditedModelAdmin):
    read_only = True
    list_display = ("timestamp", "who", "did", "kind", "object_repr", "reason", "way")
    list_display_links = ("timestamp",)
    list_filter = ("way", "action", "content_type")
    search_fields = ("object_repr", "reason", "actor_email", "verb", "object_pk")
    date_hierarchy = "timestamp"
    ordering = ("-position",)
    sections = (
        (None, ("timestamp", "who", "did", "kind", "object_repr", "object_pk", "reason", "way")),
        (_("From which value to which"), ("differences",)),
        (_("Its place in the chain"), ("position", "previous_digest", "digest")),
    )

    @property
    def references(self):
        return ["actor", "content_type"]

    @admin.display(description=_("author"), ordering="actor__full_name")
    def who(self, entry):
        return read(entry).who

    @admin.display(description=_("what was done"), ordering="verb")
    def did(self, entry):
        return read(entry).did

    @admin.display(description=_("kind of object"), ordering="content_type")
    def kind(self, entry):
        return read(entry).kind

    @admin.display(description=_("changes"))
    def differences(self, entry):
        lines = ((one.label, one.before, one.after) for one in read(entry).differences)
        return format_html_join("", "<p><b>{}</b> {} → {}</p>", lines)

    def get_changelist(self, request, **options):
        return Entries

    def export_rows(self, rows):
        several = rows.iterator(chunk_size=lists.BATCH)
        while batch := list(islice(several, lists.BATCH)):
            yield from read_together(batch)

    def export_columns(self):
        return [
            Column(_("position"), lambda entry: entry.position, kind=Kind.NUMBER),
            Column(_("when"), lambda entry: entry.timestamp, 18, Kind.DATE),
            Column(_("author"), lambda entry: read(entry).who, 28),
            Column(_("what was done"), lambda entry: read(entry).did, 18),
            Column(_("kind of object"), lambda entry: read(entry).kind, 24),
            Column(_("object"), lambda entry: entry.object_repr, lists.WIDE),
            Column(_("changes"), lambda entry: in_lines(read(entry)), 60),
            Column(_("reason"), lambda entry: entry.reason, lists.WIDE),
            Column(_("way"), lambda entry: entry.get_way_display()),
        ]


def read(entry: Entry) -> Change:
    """An entry as people read it; lists have read theirs together."""
    if not hasattr(entry, "as_told"):
        read_together([entry])
    return entry.as_told


def read_together(entries: list[Entry]) -> list[Entry]:
    for entry, change in zip(entries, told(entries), strict=True):
        entry.as_told = change
    return entries


class Entries(RowList):
    """A page of the trail, in a number of queries that does not depend on what it tells."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = read_together(list(self.result_list))


@admin.register(Head)
class HeadAdmin(AuditedModelAdmin):
    read_only = True
    list_display = ("id", "position", "digest")
    ordering = ("pk",)
