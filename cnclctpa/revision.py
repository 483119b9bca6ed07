"""A number that grows each time a person saves an object, so that nobody overwrites another unawares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Revised(models.Model):
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)

    class Meta:
        abstract = True
