"""Accounts, roles and invitations in the administration: each change goes by its service.

Passwords are neither shown nor set here; accounts are closed, roles are ended, nothing that held is deleted.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnclctpa.audit.admin import Act, AuditedInline, AuditedModelAdmin, PartAdmin, ReasonForm
from cnclctpa.forms.fields import DayField
from cnclctpa.reference.models import Organisation, Region

from . import leaving, second_factor, services
from .models import Invitation, Membership, User
from .roles import Role


class MembershipInline(AuditedInline):
    model = Membership
    columns = ("role", "organisation", "region", "starts_on", "ends_on")
    read_only = True


class CloseForm(ReasonForm):
    on = DayField(
        label=gettext_lazy("Last day"),
        initial=timezone.localdate,
        help_text=gettext_lazy("Today or a day past: the roles end on it, those to come are withdrawn."),
    )
    withdraws_invitations = forms.BooleanField(
        label=gettext_lazy("Withdraw the invitations that this person sent and nobody has accepted"),
        required=False,
    )

    field_order = ("on", "withdraws_invitations", "reason")


def close(user, typed, by):
    leaving.close_account(user, **typed, by=by)


class ReopenForm(ReasonForm):
    gives_roles_back = forms.BooleanField(
        label=gettext_lazy("Give back the roles that the closing ended"),
        required=False,
        help_text=gettext_lazy(
            "They go on if they ended today; otherwise they begin anew today. None has an end: "
            "end those that had one."
        ),
    )

    field_order = ("gives_roles_back", "reason")


def reopen(user, typed, by):
    leaving.reopen_account(user, **typed, by=by)


class GrantForm(ReasonForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=gettext_lazy("Organisation"),
        required=False,
        help_text=gettext_lazy("Required for a partner or a focal point."),
    )
    region = forms.ModelChoiceField(
        Region.objects.all(),
        label=gettext_lazy("Region"),
        required=False,
        help_text=gettext_lazy("Of a focal point only. Empty: all regions."),
    )
    starts_on = DayField(label=gettext_lazy("From"), initial=timezone.localdate)
    ends_on = DayField(
        label=gettext_lazy("To"), required=False, help_text=gettext_lazy("The last day included.")
    )

    field_order = ("role", "organisation", "region", "starts_on", "ends_on", "reason")


def grant(user, typed, by):
    asked = {name: value for name, value in typed.items() if name != "reason"}
    services.grant_role(user, **asked, by=by)


def reset(user, typed, by):
    second_factor.reset_second_factor(user, reason=typed["reason"], by=by)


def is_open(user):
    return user.is_active


def is_closed(user):
    return not user.is_active


@admin.register(User)
class UserAdmin(AuditedModelAdmin):
    list_display = ("full_name", "email", "roles", "second_factor", "is_active", "last_login")
    list_filter = (
        "is_active",
        ("second_factor_at", admin.EmptyFieldListFilter),
        "memberships__role",
        "language",
    )
    search_fields = ("full_name", "email", "memberships__organisation__search_text")
    ordering = ("full_name", "email")
    may_be_added = False
    may_be_removed = False
    sections = (
        (None, ("full_name", "email", "language")),
        (
            gettext_lazy("Signing in"),
            ("is_active", "closed_on", "second_factor_at", "last_login", "created_at"),
        ),
    )
    shown = ("is_active", "closed_on", "second_factor_at", "last_login", "created_at")
    inlines = (MembershipInline,)
    links = ("memberships",)
    acts = (
        Act("grant", gettext_lazy("Give a role…"), grant, GrantForm, suits=is_open),
        Act(
            "close",
            gettext_lazy("Close the account…"),
            close,
            CloseForm,
            suits=is_open,
            intro=gettext_lazy(
                "For a person who leaves: their roles end, their sessions too, and they can neither sign in "
                "nor ask for another password. All that they did keeps their name."
            ),
        ),
        Act("reopen", gettext_lazy("Open the account again…"), reopen, ReopenForm, suits=is_closed),
        Act(
            "reset-second-factor",
            gettext_lazy("Reset the second factor…"),
            reset,
            suits=lambda user: user.has_second_factor,
            for_many=False,
            intro=gettext_lazy("Make sure by another way that it is this person who asks."),
        ),
    )

    def get_queryset(self, request):
        current = Membership.objects.current(on=timezone.localdate()).select_related("organisation")
        return super().get_queryset(request).prefetch_related(Prefetch("memberships", current, "roles_now"))

    def get_search_results(self, request, queryset, search_term):
        found, _is_many = super().get_search_results(request, queryset, search_term)
        return found.distinct() if search_term else found, False

    @admin.display(description=gettext_lazy("roles now"))
    def roles(self, user):
        return ", ".join(one.get_role_display() for one in user.roles_now)

    @admin.display(description=gettext_lazy("second factor"), boolean=True, ordering="second_factor_at")
    def second_factor(self, user):
        return user.has_second_factor

    def keep_changed(self, row, form, *, by):
        services.correct_account(row, by=by)


class EndForm(ReasonForm):
    on = DayField(label=gettext_lazy("Last day"), initial=timezone.localdate)

    field_order = ("on", "reason")


def may_end(membership):
    """Whether it has begun and not ended: until it begins, it is removed."""
    today = timezone.localdate()
    return membership.starts_on <= today and (membership.ends_on is None or membership.ends_on >= today)


def end(membership, typed, by):
    services.end_membership(membership, on=typed["on"], reason=typed["reason"], by=by)


@admin.register(Membership)
class MembershipAdmin(AuditedModelAdmin):
    list_display = ("user", "role", "organisation", "region", "starts_on", "ends_on")
    list_filter = ("role", ("ends_on", admin.EmptyFieldListFilter))
    search_fields = ("user__full_name", "user__email", "organisation__search_text")
    date_hierarchy = "starts_on"
    ordering = ("user__full_name", "-starts_on", "pk")
    sections = ((None, ("user", "role", "organisation", "region", "starts_on", "ends_on")),)
    acts = (
        Act(
            "end",
            gettext_lazy("End the role…"),
            end,
            EndForm,
            suits=may_end,
        ),
    )

    def has_change_permission(self, request, obj=None):
        """A role is ended and another one granted: none is rewritten."""
        return obj is None and super().has_change_permission(request)

    def may_act(self, request, obj):
        return self.has_module_permission(request)

    def keep_new(self, row, form, *, by):
        names = ("role", "organisation", "region", "starts_on", "ends_on")
        granted = services.grant_role(row.user, **{name: getattr(row, name) for name in names}, by=by)
        row.pk = granted.pk


def send_again(invitation, typed, by):
    """Another link in another mail; the former one no longer opens anything."""
    if invitation.accepted_at:
        raise ValidationError(_("This invitation has already been accepted or withdrawn."))
    names = ("role", "organisation", "region", "full_name", "language")
    same = {name: getattr(invitation, name) for name in names}
    return services.invite(invitation.email, **same, by=by)


def withdraw(invitation, typed, by):
    services.withdraw_invitation(invitation, by=by)


def is_pending(invitation):
    return invitation.accepted_at is None and invitation.withdrawn_at is None


def send(made):
    """Nothing, or the link when the mail does not leave: it cannot be found again."""
    invitation, token = made
    if services.send_invitation(invitation, token):
        return ""
    told = _("The mail could not be sent. Give this link to the person; it is shown only once: %(link)s")
    return told % {"link": services.invitation_address(invitation, token)}


@admin.register(Invitation)
class InvitationAdmin(PartAdmin):
    list_display = ("email", "role", "organisation", "state", "invited_at", "expires_at", "invited_by")
    list_filter = (
        "role",
        ("accepted_at", admin.EmptyFieldListFilter),
        ("withdrawn_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("email", "full_name", "organisation__search_text")
    date_hierarchy = "invited_at"
    is_part = False
    may_be_removed = False
    sections = (
        (None, ("email", "full_name", "language", "role", "organisation", "region")),
        (
            gettext_lazy("Its course"),
            ("invited_by", "invited_at", "expires_at", "accepted_by", "accepted_at", "withdrawn_at"),
        ),
    )
    shown = ("invited_by", "invited_at", "expires_at", "accepted_by", "accepted_at", "withdrawn_at")
    acts = (
        Act("resend", gettext_lazy("Send again…"), send_again, suits=is_pending, afterwards=send),
        Act("withdraw", gettext_lazy("Withdraw…"), withdraw, suits=is_pending),
    )

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def may_act(self, request, obj):
        return self.has_module_permission(request)

    @admin.display(description=gettext_lazy("state"))
    def state(self, invitation):
        if invitation.accepted_at:
            return _("invitation accepted")
        if invitation.withdrawn_at:
            return _("invitation withdrawn")
        return _("invitation expired") if invitation.expires_at <= timezone.now() else _("invitation pending")

    def keep_new(self, row, form, *, by):
        names = ("role", "organisation", "region", "full_name", "language")
        form.made = services.invite(row.email, **{name: getattr(row, name) for name in names}, by=by)
        row.pk = form.made[0].pk

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        transaction.on_commit(lambda: self.send(request, form.made))

    def send(self, request, made):
        """Once it is kept: no mail leaves for an invitation that is not."""
        if told := send(made):
            messages.warning(request, told)
