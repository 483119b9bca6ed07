from django.urls.converters import SlugConverter

from plans.models.plans import RESERVED_SLUGS


class PlanSlugConverter(SlugConverter):
    """The identifier of a plan: a slug that is no other address under /plans/."""

    regex = rf"(?!(?:{'|'.join(RESERVED_SLUGS)})(?:/|$)){SlugConverter.regex}"
