"""What machines ask: is the site alive, and what may be indexed."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """200 when the database answers, 503 otherwise; no session, no cookie, no detail of the fault."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Error:
        return JsonResponse({"site": "alive", "database": "does not answer"}, status=503)
    return JsonResponse({"site": "alive", "database": "answers"})


@login_not_required
@require_safe
def robots(request):
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
