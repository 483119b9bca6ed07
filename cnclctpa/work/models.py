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


class LastAction(models.Model):
    """What a person did last to something, kept for as long as it can be undone; it never leaves the site.

    ``subject`` names what it was done to (``plans.plan:12``), in words: this app knows no plan.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="+"
    )
    subject = models.CharField(_("what it was done to"), max_length=80)
    state = models.CharField(_("state in which it was left"), max_length=80, blank=True)
    label = models.CharField(_("what was done"), max_length=300)
    changes = models.JSONField(_("rows before and after"), default=list, editable=False)
    done_at = models.DateTimeField(_("done at"), auto_now_add=True)

    #: No archive holds it.
    is_passing = True

    class Meta:
        verbose_name = _("last action of a person")
        verbose_name_plural = _("last actions of people")
        ordering = ["-done_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject"],
                name="work_lastaction_one_per_person_and_subject",
                violation_error_message=_("Only the last action of a person is kept."),
            ),
        ]

    def __str__(self):
        return self.label
