"""A form sent twice is carried out once: a double click, a page sent again, a network that gave no answer."""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from .models import IdempotencyKey

FIELD = "form_key"


def new_key() -> str:
    return str(uuid.uuid4())


def key_of(request) -> uuid.UUID | None:
    """The key of the form that was sent; none, or a forged one, protects nothing but its sender."""
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def once(request, carry_out: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of ``carry_out``, all or nothing; that of the first time when the form was already sent.

    What it answers is remembered when it leads elsewhere: a form that is shown again may be sent again.
    """
    key = key_of(request)
    if key is None:
        with transaction.atomic():
            return carry_out()
    used = {"key": key, "user": request.user, "path": request.path[:500]}
    try:
        with transaction.atomic():
            if again := answered(used):
                return again
            # Taken before the work: whoever sends the same at once waits here, and then finds the answer.
            taken = IdempotencyKey(**used)
            taken.save(force_insert=True)
            return finished(taken, carry_out())
    except IntegrityError:
        if again := answered(used):
            return again
        raise


def finished(taken: IdempotencyKey, response: HttpResponse) -> HttpResponse:
    if isinstance(response, HttpResponseRedirect):
        taken.address = response.url[:500]
        taken.save(update_fields=["address"])
    else:
        taken.delete()
    return response


def answered(used: dict) -> HttpResponse | None:
    found = IdempotencyKey.objects.filter(**used).first()
    return redirect(found.address) if found else None
