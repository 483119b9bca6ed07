"""A number that grows each time a person saves an object, so that nobody overwrites another unawares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Revised(models.Model):
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **options):
        """Count the change, through whichever door it comes."""
        if not self._state.adding:
            self.revision += 1
            if options.get("update_fields") is not None:
                options["update_fields"] = {*options["update_fields"], "revision"}
        super().save(*args, **options)
