from django.urls import register_converter
from django.urls.converters import SlugConverter, StringConverter

from plans.models.framework import CODE
from plans.models.plans import RESERVED_SLUGS


class PlanSlugConverter(SlugConverter):
    """The identifier of a plan: a slug that is no other address under /plans/."""

    regex = rf"(?!(?:{'|'.join(RESERVED_SLUGS)})(?:/|$)){SlugConverter.regex}"


class CodeConverter(StringConverter):
    """The code of an objective: what is written otherwise is the address of nothing."""

    regex = CODE


register_converter(PlanSlugConverter, "plan")
register_converter(CodeConverter, "code")
