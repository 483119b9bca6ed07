from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.results import report_on, results_to_show
from cnclctpa.portal.views.activities import show
from plans.readers import reader_of


@login_not_required
@require_safe
def result_detail(request, plan, code):
    """The first result of that code: codes are unique under an objective, and follow its own."""
    results = results_to_show(request.user).filter(objective__plan__slug=plan, code=code)
    result = results.order_by("objective__position", "objective__code", "pk").first()
    if result is None:
        raise Http404
    day = asked_day(request.GET, today=timezone.localdate())
    report = report_on(result, on=day.on, reader=reader_of(request.user))
    return show(request, "portal/result_detail.html", report, day=day)
