"""A plan as the public will read it, shown to those who may publish it before they do.

The person then reads its public pages as nobody in particular, who may see that plan as well: the same code
as for any visitor, and no row is written (decision 24).
"""

from django.contrib.auth.models import AnonymousUser

from plans.models import Plan

#: What the session of the person keeps: the key of the plan that they read so.
IN_SESSION = "previewed_plan"


class Passer(AnonymousUser):
    """A visitor who has not signed in, and to whom one more plan is visible."""

    def __init__(self, plan: Plan):
        super().__init__()
        self.previews = plan.pk


def begin(request, plan: Plan) -> None:
    request.session[IN_SESSION] = plan.pk


def end(request) -> None:
    request.session.pop(IN_SESSION, None)


class PreviewMiddleware:
    """Makes a passer-by of whoever previews a plan, on the public pages of that plan and nowhere else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, options):
        is_public_page = not getattr(view, "login_required", True) and request.method in ("GET", "HEAD")
        if not is_public_page or "plan" not in options or IN_SESSION not in request.session:
            return
        plan = Plan.objects.filter(pk=request.session[IN_SESSION], slug=options["plan"]).first()
        # Asked each time: a role may have ended since.
        if plan is not None and request.user.has_perm("plans.change_plan", plan):
            request.user, request.previewed = Passer(plan), plan
