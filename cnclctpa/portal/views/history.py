"""The history of each object, under its address."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from cnclctpa.portal.reporting.history import report_on
from cnclctpa.portal.reporting.history_kinds import KINDS
from plans.readers import reader_of


@require_safe
def history(request, kind, **address):
    """Not found by who does not see the object; refused to who sees it and may not read its history."""
    asked = {kind.names[name]: value for name, value in address.items()}
    row = get_object_or_404(kind.rows(request.user), **asked)
    if not request.user.has_perm("audit.read_history", row):
        raise PermissionDenied
    plan = kind.plan_of(row)
    context = {
        "row": row,
        "kind": row._meta.verbose_name,
        "place": kind.page(row),
        "plan": plan,
        "is_demonstration": bool(plan and plan.is_demonstration),
        "report": report_on(row, kind.parts, reader=reader_of(request.user), asked=request.GET),
    }
    return render(request, "portal/history.html", context)


urlpatterns = [
    path(f"{kind.at}history/", history, {"kind": kind}, name=f"{kind.name}-history") for kind in KINDS
]
