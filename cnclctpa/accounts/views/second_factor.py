"""The pages where a person enrols a second factor, keeps its recovery codes, and gives it up."""

import base64

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cnclctpa.accounts import cipher
from cnclctpa.accounts import second_factor as services
from cnclctpa.accounts.forms import EnrolmentForm
from cnclctpa.accounts.permissions import needs_second_factor

SECRET = "second_factor_secret"  # noqa: S105  the name under which the session keeps it

asked_again = reauthentication_required(app="allauth.mfa")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asked_again
def enrol(request):
    if request.user.has_second_factor or request.user.is_demonstration:
        return redirect("accounts:profile")
    secret = _secret_of(request)
    form = EnrolmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            services.enrol_second_factor(request.user, secret=secret, code=code, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            del request.session[SECRET]
            update_session_auth_hash(request, request.user)
            messages.success(request, _("From now on, signing in asks a code of your telephone."))
            return redirect("accounts:recovery-codes")
    return render(request, "accounts/second_factor_enrol.html", _to_read(secret, request.user, form))


@never_cache
@require_safe
@asked_again
def codes(request):
    if not request.user.has_second_factor:
        return redirect("accounts:profile")
    context = {"codes": services.recovery_codes_of(request.user)}
    return render(request, "accounts/recovery_codes.html", context)


@never_cache
@require_safe
@asked_again
def codes_as_text(request):
    if not request.user.has_second_factor:
        return redirect("accounts:profile")
    context = {"codes": services.recovery_codes_of(request.user)}
    response = render(request, "accounts/recovery_codes.txt", context, "text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="{}.txt"'.format(_("recovery-codes"))
    return response


@never_cache
@require_POST
@asked_again
def renew_codes(request):
    try:
        services.renew_recovery_codes(request.user, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("accounts:profile")
    messages.success(request, _("Here are new codes: the old ones open nothing any more."))
    return redirect("accounts:recovery-codes")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asked_again
def remove(request):
    if not request.user.has_second_factor:
        return redirect("accounts:profile")
    if needs_second_factor(request.user):
        raise PermissionDenied
    if request.method == "POST":
        services.remove_second_factor(request.user, by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password alone signs you in again."))
        return redirect("accounts:profile")
    return render(request, "accounts/second_factor_remove.html")


def _secret_of(request):
    """The secret offered, the same until it is enrolled: the page may be read again in the other language."""
    try:
        return cipher.decrypt(request.session[SECRET])
    except (KeyError, InvalidToken):
        secret = generate_totp_secret()
        request.session[SECRET] = cipher.encrypt(secret)
        return secret


def _to_read(secret, user, form):
    """The secret as a telephone reads it: drawn, as an address, and letter by letter."""
    adapter = get_adapter()
    address = adapter.build_totp_url(user, secret)
    drawing = base64.b64encode(adapter.build_totp_svg(address).encode()).decode()
    return {
        "form": form,
        "drawing": f"data:image/svg+xml;base64,{drawing}",
        "address": address,
        "letters": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "is_required": needs_second_factor(user),
    }
