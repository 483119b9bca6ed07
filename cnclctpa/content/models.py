from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedEntry(models.Model):
    """What an entry of the content files said when it was last written, and into which object.

    The object is known by its number, so that people may change anything in it. A number that leads nowhere
    says that people deleted the object.
    """

    kind = models.CharField(_("kind"), max_length=60)
    key = models.TextField(_("key in the content files"))
    object_id = models.PositiveBigIntegerField(_("number of the object"))
    told = models.JSONField(_("what the files said"))

    class Meta:
        verbose_name = _("loaded entry")
        verbose_name_plural = _("loaded entries")
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="content_loadedentry_one_per_key",
                violation_error_message=_("This entry of the content files is already loaded."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
