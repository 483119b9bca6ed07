from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.portal.reporting.desk import desk_of


@require_safe
def desk(request):
    """What is shown is what the person may see: there is no desk of somebody else."""
    context = {
        "report": desk_of(request.user, on=timezone.localdate()),
        "is_demonstration": request.user.is_demonstration,
    }
    return render(request, "portal/desk.html", context)
