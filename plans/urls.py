from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from plans import views
from plans.models.plans import RESERVED_SLUGS


class PlanSlugConverter(SlugConverter):
    """The identifier of a plan: a slug that is no other address under /plans/."""

    regex = rf"(?!(?:{'|'.join(RESERVED_SLUGS)})(?:/|$)){SlugConverter.regex}"


register_converter(PlanSlugConverter, "plan")

app_name = "plans"

urlpatterns = [
    path("", views.plan_list, name="plan-list"),
]
