"""The trail: who changed what, when, why and by which way. Entries are added, never changed, never removed.

Each entry holds the digest of the one before it, so that altering or removing one shows (`chain.verify`).
The database itself refuses to alter them (`triggers`).
"""

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from . import causes, chain
from .choices import Way

DEFAULT_VERBS = {
    AbstractLogEntry.Action.CREATE: "created",
    AbstractLogEntry.Action.UPDATE: "changed",
    AbstractLogEntry.Action.DELETE: "deleted",
    AbstractLogEntry.Action.ACCESS: "seen",
}


class HeadQuerySet(models.QuerySet):
    """In plain SQL: asked at every write of the site, composing it would cost as much as all the rest."""

    def locked(self):
        """The head, held until the transaction ends: nobody else appends meanwhile."""
        # On SQLite the transaction is IMMEDIATE: whoever began it already writes alone.
        hold = "FOR UPDATE" if connection.features.has_select_for_update else ""
        held = self.raw(f"SELECT id, position, digest FROM audit_head WHERE id = 1 {hold}")  # noqa: S608  ours
        if not (found := list(held)):
            self.get_or_create(pk=1)
            found = list(held.iterator())
        return found[0]

    def move(self, position: int, digest: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE audit_head SET position = %s, digest = %s WHERE id = 1", [position, digest]
            )


class Head(models.Model):
    """How far the chain goes, in one row (number 1): removing the last entries shows as well."""

    position = models.PositiveBigIntegerField(_("position"), default=0)
    digest = models.CharField(_("digest"), max_length=64, default=chain.ORIGIN)

    objects = HeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("head of the trail")
        verbose_name_plural = _("heads of the trail")

    def __str__(self):
        return f"{self.position} {self.digest}"


class EntryQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position")


class EntryManager(LogEntryManager.from_queryset(EntryQuerySet)):
    @transaction.atomic(savepoint=False)
    def create(self, **fields):
        """Append an entry to the chain, with the cause given by `because`."""
        fields.pop("serialized_data", None)
        # Auditlog gives a number; the digest is of what will be read back.
        fields["object_pk"] = str(fields["object_pk"])
        cause = causes.current()
        entry = self.model(**fields)
        entry.verb = entry.verb or cause.verb or f"{entry.content_type.model}.{DEFAULT_VERBS[entry.action]}"
        entry.reason = entry.reason or cause.reason
        entry.way = cause.way
        if entry.actor is None and cause.by is not None and cause.by.is_authenticated:
            # Asked by its key: the author may be the lazy user of a request.
            entry.actor_id = cause.by.pk
            entry.actor_email = cause.by.email
        head = Head.objects.locked()
        entry.position = head.position + 1
        entry.previous_digest = head.digest
        entry.digest = chain.digest(entry)
        entry.save(force_insert=True)
        Head.objects.move(entry.position, entry.digest)
        return entry


class Entry(AbstractLogEntry):
    position = models.PositiveBigIntegerField(_("position"), unique=True, editable=False)
    verb = models.CharField(_("what was done"), max_length=80, db_index=True)
    reason = models.TextField(_("reason"), blank=True)
    way = models.CharField(_("way"), max_length=10, choices=Way, default=Way.OTHER)

    # The target and the author outlive their rows in plain text; the rows themselves may not go.
    content_type = models.ForeignKey(
        "contenttypes.ContentType", models.PROTECT, verbose_name=_("kind of object"), related_name="+"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("author"),
        null=True,
        blank=True,
        related_name="+",
    )

    # What the trail has no use for: where a computer was, and the same differences told another way.
    remote_addr = None
    remote_port = None
    changes_text = None
    serialized_data = None

    previous_digest = models.CharField(_("digest of the entry before"), max_length=64, editable=False)
    digest = models.CharField(_("digest"), max_length=64, editable=False)

    objects = EntryManager()

    class Meta(AbstractLogEntry.Meta):
        verbose_name = _("entry of the trail")
        verbose_name_plural = _("entries of the trail")
        get_latest_by = "position"
        ordering = ["-position"]
        constraints = [
            models.UniqueConstraint(
                fields=["previous_digest"],
                name="audit_entry_follows_only_one",
                violation_error_message=_("Two entries cannot follow the same one."),
            ),
            models.CheckConstraint(
                condition=~Q(verb="") & ~Q(digest="") & ~Q(previous_digest=""),
                name="audit_entry_is_sealed",
                violation_error_message=_("An entry says what was done and takes its place in the chain."),
            ),
        ]

    def __str__(self):
        return f"{self.verb}: {self.object_repr}"
