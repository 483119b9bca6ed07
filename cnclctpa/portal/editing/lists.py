"""Lists for those who edit, of what has no public list: organisations, frameworks, breakdowns, documents."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, QuerySet
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.documents.models import Document
from cnclctpa.folding import fold
from cnclctpa.portal.views.lists import beside_page
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Framework, Mandate, Office, Organisation, OrganisationStatement
from plans.models import Dimension

PAGE = 50
LONGEST = 200


@dataclass(frozen=True)
class Listing:
    """A list that is searched by words; ``name`` is also what its buttons are offered for."""

    name: str
    title: str | Promise
    intro: str | Promise
    rows: Callable[[Any], QuerySet]
    detail: Callable[[Any], str]
    page: Callable[[Any], str] = field(default=lambda row: "")
    search: str = "search_text__contains"

    def found(self, user, words: str) -> QuerySet:
        rows = self.rows(user)
        for word in fold(words).split():
            rows = rows.filter(**{self.search: word})
        return rows


def told_organisation(organisation) -> str:
    acronyms = ", ".join(one.text for one in organisation.acronyms.all())
    parts = [capfirst(organisation.get_kind_display()), acronyms]
    if organisation.is_demonstration:
        parts.append(str(_("demonstration data")))
    return " · ".join(part for part in parts if part)


def told_document(document) -> str:
    parts = [document.get_kind_display(), document.get_audience_display()]
    return " · ".join(capfirst(str(part)) for part in [*parts, document.organisation or ""] if part)


ORGANISATIONS = Listing(
    "organisations",
    _("Organisations"),
    _("Every body that leads, supports, funds or is cited, with its acronyms, mandates and offices."),
    rows=lambda user: Organisation.objects.prefetch_related("acronyms"),
    detail=told_organisation,
    page=lambda one: reverse("portal:organisation-sheet", args=[one.slug]),
)
FRAMEWORKS = Listing(
    "frameworks",
    _("Frameworks"),
    _("The strategies, programmes and goals to which plans and workshops contribute."),
    rows=lambda user: Framework.objects.annotate(plan_count=Count("plans")),
    detail=lambda one: capfirst(one.get_kind_display()),
)
DIMENSIONS = Listing(
    "dimensions",
    _("Breakdowns"),
    _("The ways in which the values of indicators are broken down, and their categories."),
    rows=lambda user: Dimension.objects.prefetch_related("categories"),
    detail=lambda one: ", ".join(category.name for category in one.categories.all()),
    search="name_fr__icontains",
)
DOCUMENTS = Listing(
    "documents",
    _("Documents"),
    _("What was added to plans, activities, reports and workshops, the latest first."),
    rows=lambda user: Document.objects.visible_to(user).select_related("organisation"),
    detail=told_document,
    page=lambda document: document.get_absolute_url(),
)


def check_editor(user) -> None:
    """For those who edit plans or administer reference lists."""
    if not (may(user, Permission.EDIT_PLANS) or may(user, Permission.ADMINISTER)):
        raise PermissionDenied


@require_safe
def listing(request, *, of: Listing):
    check_editor(request.user)
    words = request.GET.get("q", "")[:LONGEST]
    page = Paginator(of.found(request.user, words), PAGE).get_page(request.GET.get("page"))
    lines = [(row, of.page(row), of.detail(row)) for row in page]
    context = {"listing": of, "words": words, "page": page, "lines": lines, "query": beside_page(request)}
    return render(request, "portal/editing/listing.html", context)


@require_safe
def organisation_sheet(request, slug):
    """All that is recorded of one organisation, part by part, for those who keep it true."""
    check_editor(request.user)
    parts: list[str | Prefetch] = [
        Prefetch("mandates", Mandate.objects.order_by("position", "pk")),
        Prefetch("statements", OrganisationStatement.objects.order_by("position", "pk")),
        Prefetch("offices", Office.objects.prefetch_related("attestations")),
        "acronyms",
        "parts",
    ]
    rows = Organisation.objects.select_related("parent").prefetch_related(*parts)
    organisation: Organisation = get_object_or_404(rows, slug=slug)
    of_it = (organisation.mandates.all(), organisation.statements.all(), organisation.offices.all())
    with_sources([organisation], *of_it)
    context = {"organisation": organisation, "is_demonstration": organisation.is_demonstration}
    return render(request, "portal/editing/organisation.html", context)


urlpatterns = [
    path("organisations/", listing, {"of": ORGANISATIONS}, name="reference-organisations"),
    path("organisations/<slug:slug>/", organisation_sheet, name="organisation-sheet"),
    path("about/frameworks/", listing, {"of": FRAMEWORKS}, name="framework-list"),
    path("dimensions/", listing, {"of": DIMENSIONS}, name="dimension-list"),
    path("documents/", listing, {"of": DOCUMENTS}, name="document-list"),
]
