"""The work of the site in the administration: read, never written by hand."""

from django.contrib import admin

from cnclctpa.audit.admin import AuditedModelAdmin

from .models import IdempotencyKey, LastAction


@admin.register(IdempotencyKey)
class IdempotencyKeyAdmin(AuditedModelAdmin):
    read_only = True
    list_display = ("used_at", "user", "path", "address")
    search_fields = ("path", "address", "user__full_name", "user__email")
    date_hierarchy = "used_at"
    sections = ((None, ("used_at", "user", "path", "address", "key")),)


@admin.register(LastAction)
class LastActionAdmin(AuditedModelAdmin):
    """What was done, never its contents: some of them are read by few people."""

    read_only = True
    list_display = ("done_at", "user", "label", "subject")
    search_fields = ("label", "subject", "user__full_name", "user__email")
    date_hierarchy = "done_at"
    sections = ((None, ("done_at", "user", "label", "subject", "state")),)
