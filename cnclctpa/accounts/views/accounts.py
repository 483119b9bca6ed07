from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cnclctpa.accounts import services
from cnclctpa.accounts.forms import InvitationForm, ProfileForm
from cnclctpa.accounts.models import Invitation, User
from cnclctpa.accounts.permissions import needs_second_factor
from cnclctpa.accounts.reporting import roles_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    # Another instance: what is typed and refused must not show as the name of whoever is signed in.
    account = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        services.change_profile(account, **form.cleaned_data, by=request.user)
        with translation.override(account.language):
            messages.success(request, _("Your profile has been saved."))
            return redirect("accounts:profile")
    report = roles_of(request.user, on=timezone.localdate())
    context = {"form": form, "report": report, "needs_second_factor": needs_second_factor(request.user)}
    return render(request, "accounts/profile.html", context)


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request, token):
    invitation = Invitation.objects.with_token(token).select_related("organisation", "region").first()
    if invitation is None:
        raise Http404
    if not Invitation.objects.pending(at=timezone.now()).filter(pk=invitation.pk).exists():
        return render(request, "accounts/invitation_expired.html", {"invitation": invitation}, status=410)
    if User.objects.filter(email=invitation.email).exists():
        return _accept_with_an_account(request, invitation)
    form = InvitationForm(
        request.POST or None, email=invitation.email, initial={"full_name": invitation.full_name}
    )
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["full_name"], form.cleaned_data["password1"]
        try:
            services.accept_invitation(invitation, full_name=name, password=password)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(
                request, _("Your account is ready: sign in with the password that you have chosen.")
            )
            return redirect("account_login")
    return render(request, "accounts/invitation_accept.html", {"invitation": invitation, "form": form})


def _accept_with_an_account(request, invitation):
    """Somebody who has an account signs in with it, then accepts with a button."""
    is_invited = request.user.is_authenticated and request.user.email == invitation.email
    if request.method == "POST" and is_invited:
        try:
            services.accept_invitation(invitation, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The role has been added to your account."))
        return redirect("accounts:profile")
    status = 403 if request.method == "POST" else 200
    context = {"invitation": invitation, "is_invited": is_invited}
    return render(request, "accounts/invitation_join.html", context, status=status)
