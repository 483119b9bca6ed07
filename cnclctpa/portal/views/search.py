from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cnclctpa.portal.search import search

#: Characters of a query that are read; the form accepts no more.
LONGEST = 200

#: What people do look for, shown before they have typed anything.
EXAMPLES = ("Sikasso", "CNCLTPA", "formation", "budget")


@login_not_required
@require_safe
def results(request):
    query = request.GET.get("q", "")[:LONGEST].strip()
    context = {"report": search(query, user=request.user), "examples": EXAMPLES}
    return render(request, "portal/search.html", context)
