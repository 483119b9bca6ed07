import uuid
from pathlib import PurePath

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cnclctpa.accounts.models import User
from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.folding import FoldedField
from cnclctpa.reference.models import Organisation
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french, web_address

from . import types
from .attachments import within_reach
from .choices import Audience, DocumentKind, DocumentLanguage


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The public's documents, and those that the roles of the person add; none before what holds it."""
        if may(user, Permission.SEE_EVERY_DOCUMENT):
            return self
        seen = Q(audience=Audience.PUBLIC)
        if may(user, Permission.SEE_PARTNER_DOCUMENTS):
            seen |= Q(audience=Audience.PARTNERS)
        if user is not None and user.is_authenticated:
            own = user.organisations_where(Permission.SEE_ORGANISATION_DOCUMENTS)
            seen |= Q(organisation__in=own) & ~Q(audience=Audience.SECRETARIAT)
        return self.filter(seen).filter(within_reach(user or AnonymousUser()))


def stored_name(document, filename):
    """A name of our own: of the name that people gave, only the extension, which was checked, is kept."""
    extension = PurePath(filename).suffix.lower()
    return f"documents/{timezone.localdate():%Y}/{uuid.uuid4().hex}{extension}"


class Document(Revised):
    """A file that we keep, or the address of one kept elsewhere."""

    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=15, choices=DocumentKind, default=DocumentKind.OTHER)
    language = models.CharField(
        _("language"), max_length=5, choices=DocumentLanguage, default=DocumentLanguage.FRENCH
    )

    file = models.FileField(
        _("file"), upload_to=stored_name, max_length=100, blank=True, validators=[types.check]
    )
    link = models.URLField(_("address"), max_length=500, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    digest = models.CharField(_("SHA-256 digest"), max_length=64, blank=True, editable=False)

    audience = models.CharField(
        _("who may see it"), max_length=15, choices=Audience, default=Audience.SECRETARIAT
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("provided by"),
        null=True,
        blank=True,
        related_name="documents",
    )
    uploaded_by = models.ForeignKey(
        User,
        models.PROTECT,
        verbose_name=_("added by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)

    search_text = FoldedField("title_fr", "title_en")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-uploaded_at", "pk"]
        constraints = [
            in_french("title"),
            web_address("link"),
            models.CheckConstraint(
                condition=Q(file="") ^ Q(link=""),
                name="documents_document_is_a_file_or_a_link",
                violation_error_message=_("Give either a file or an address."),
            ),
            models.CheckConstraint(
                condition=Q(file="", digest="", size__isnull=True)
                | (~Q(file="") & ~Q(digest="") & Q(size__isnull=False)),
                name="documents_document_file_has_a_digest",
                violation_error_message=_("A file has a size and a digest; an address has none."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.ORGANISATION) | Q(organisation__isnull=False),
                name="documents_document_organisation_is_named",
                violation_error_message=_("Say which organisation this document is kept for."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("documents:document-detail", args=[self.pk])

    def delete(self, *args, **options):
        """The file goes with its document, once nothing can bring the row back."""
        name, storage = self.file.name, self.file.storage
        deleted = super().delete(*args, **options)
        if name:
            transaction.on_commit(lambda: storage.delete(name))
        return deleted

    @property
    def is_demonstration(self):
        return self.organisation is not None and self.organisation.is_demonstration

    @property
    def extension(self):
        return PurePath(self.file.name).suffix.lstrip(".")

    @property
    def download_name(self):
        return f"{slugify(self.title)[:80] or 'document'}.{self.extension}"
