"""What the site keeps of the work that people send it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class IdempotencyKey(models.Model):
    """A form already carried out: sent twice, it is done once, and leads to the same page."""

    key = models.UUIDField(_("key"), default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="+"
    )
    path = models.CharField(_("address of the form"), max_length=500)
    address = models.CharField(_("address of what was made"), max_length=500)
    used_at = models.DateTimeField(_("used at"), auto_now_add=True)

    class Meta:
        verbose_name = _("form carried out")
        verbose_name_plural = _("forms carried out")
        ordering = ["-used_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "user", "path"],
                name="work_idempotencykey_is_used_once",
                violation_error_message=_("This form has already been carried out."),
            ),
        ]

    def __str__(self):
        return f"{self.path} {self.key}"
