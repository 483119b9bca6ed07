"""The work of the site in the administration: read, never written by hand."""

from django.contrib import admin

from cnclctpa.audit.admin import AuditedModelAdmin

from .models import IdempotencyKey


@admin.register(IdempotencyKey)
class IdempotencyKeyAdmin(AuditedModelAdmin):
    read_only = True
    list_display = ("used_at", "user", "path", "address")
    search_fields = ("path", "address", "user__full_name", "user__email")
    date_hierarchy = "used_at"
    sections = ((None, ("used_at", "user", "path", "address", "key")),)
