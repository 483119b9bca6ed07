"""The page where a person sees where they are signed in, and ends what is not theirs."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cnclctpa.accounts import sessions as services
from cnclctpa.accounts.reporting import sessions_of


@never_cache
@require_safe
def session_list(request):
    services.note(request)
    found = sessions_of(request.user, current=request.session.session_key)
    if request.user.is_demonstration:
        found = tuple(one for one in found if one.is_current)
    others = sum(not one.is_current for one in found)
    return render(request, "accounts/sessions.html", {"sessions": found, "others": others})


@never_cache
@require_POST
def session_end(request, number):
    check_is_of_one_person(request.user)
    session = next((one for one in services.open_sessions_of(request.user) if one.pk == number), None)
    if session is None:
        raise Http404
    is_current = session.session_key == request.session.session_key
    services.end_session(session)
    if is_current:
        logout(request)
        return redirect("portal:home")
    messages.success(request, _("This session is ended: its browser will have to sign in again."))
    return redirect("accounts:sessions")


@never_cache
@require_POST
def session_end_others(request):
    check_is_of_one_person(request.user)
    ended = services.end_sessions(request.user, but=request.session.session_key)
    if ended:
        told = ngettext(
            "One other session has been ended.", "%(count)d other sessions have been ended.", ended
        )
        messages.success(request, told % {"count": ended})
    else:
        messages.info(request, _("There was no other session to end."))
    return redirect("accounts:sessions")


def check_is_of_one_person(user):
    """Visitors who share a demonstration account do not send each other away."""
    if user.is_demonstration:
        raise PermissionDenied
