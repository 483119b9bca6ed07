"""Undoing what a person did last to a plan: for ten minutes, unless something was built on it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

import plans.converters  # noqa: F401  the converters that addresses are written with
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.work.models import LastAction
from cnclctpa.work.recording import Recording, recorded
from cnclctpa.work.undoing import Change, changes_of, check_undoable, undo
from plans.models import Plan


def subject_of(plan: Plan) -> str:
    return f"{plan._meta.label_lower}:{plan.pk}"


def state_of(plan: Plan) -> str:
    """What must not have changed meanwhile: what people outside may have seen, and what adoption fixes."""
    found = Plan._base_manager.filter(pk=plan.pk).values_list("status", "published_at").first()
    status, published_at = found or ("", None)
    return f"{status} {published_at.isoformat() if published_at else ''}".strip()


@contextmanager
def undoable(user: Any, plan: Plan | None, label: str) -> Iterator[Recording]:
    """What is written inside is one action of this person on the plan, which `undo_last` takes back.

    Nothing is recorded of somebody who does not edit the plan, or when the plan itself is gone afterwards.
    The plan may be made inside.
    """

    def subject() -> tuple[str, str] | None:
        if plan is None or not plan.pk or not (state := state_of(plan)):
            return None
        return subject_of(plan), state

    is_theirs = plan is not None and user.has_perm(EDIT, plan)
    with recorded(user, subject, label) if is_theirs else nullcontext(Recording()) as recording:
        yield recording


def last_action(user: Any, plan: Plan) -> LastAction | None:
    """What this person did last to the plan, if it can still be undone."""
    action = LastAction.objects.filter(user=user, subject=subject_of(plan)).first()
    if action is None:
        return None
    try:
        check_undoable(action, state=state_of(plan))
    except ValidationError:
        return None
    return action


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo_last(request, plan):
    """Undoes the action that the page showed, and no other: the button may have been pressed twice."""
    of = plan_of(request.user, plan)
    if not request.user.has_perm(EDIT, of):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions = LastAction.objects.filter(user=request.user, subject=subject_of(of))
    action = actions.filter(pk=asked(request.POST.get("action", "")) or 0).first()
    if action is None:
        messages.warning(request, _("There is nothing to undo any more: this is not your last action."))
        return redirect(way_back(request, of, []))
    places = [(one, address_of(one)) for one in changes_of(action)]
    try:
        undo(action, state=state_of(of), by=request.user)
    except ValidationError as refused:
        messages.error(request, _("Not undone. %(why)s") % {"why": " ".join(refused.messages)})
        return redirect(way_back(request, of, []))
    messages.success(request, _("Undone: %(what)s") % {"what": action.label})
    return redirect(way_back(request, of, places))


def asked(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def address_of(change: Change) -> str:
    """The page of a row, where it has one."""
    row = change.model._base_manager.filter(pk=change.pk).first()
    return row.get_absolute_url() if row is not None and hasattr(row, "get_absolute_url") else ""


def way_back(request, plan: Plan, places: list[tuple[Change, str]]) -> str:
    """The page from which it was asked, unless what was undone took it away, or gave it another address."""
    asked_from = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(asked_from, allowed_hosts=None):
        asked_from = ""
    for change, before in places:
        if before and asked_from.startswith(before):
            now = address_of(change)
            if not now or now != before:
                return now or home_of(plan, change)
    return asked_from or reverse("portal:plan-matrix", args=[plan.slug])


def home_of(plan: Plan, change: Change) -> str:
    if change.model is Plan:
        return reverse("plans:plan-list")
    return reverse("portal:plan-matrix", args=[plan.slug])


urlpatterns = [path("plans/<plan:plan>/undo/", undo_last, name="undo")]
