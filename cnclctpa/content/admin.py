"""What the content files said, in the administration: the loader’s own memory, only read."""

from django.contrib import admin

from cnclctpa.audit.admin import AuditedModelAdmin

from .models import LoadedEntry


@admin.register(LoadedEntry)
class LoadedEntryAdmin(AuditedModelAdmin):
    read_only = True
    list_display = ("kind", "key", "object_id")
    list_filter = ("kind",)
    search_fields = ("key",)
    ordering = ("kind", "key")
