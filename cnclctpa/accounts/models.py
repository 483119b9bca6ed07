import hashlib
import secrets
from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rules import has_perm

from cnclctpa.reference.models import Organisation, Region
from cnclctpa.revision import Revised

from .roles import GRANTS, OF_AN_ORGANISATION, PUBLIC, Permission, Role, Scope

#: Where fictitious persons live: no mail can reach a name under ``.example`` (RFC 2606).
DEMONSTRATION_DOMAIN = "@demonstration.example"


class Language(models.TextChoices):
    """Each language in its own words: whoever looks for theirs may not read the other."""

    FRENCH = "fr", "français"
    ENGLISH = "en", "English"


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def demonstration(self):
        return self.filter(email__endswith=DEMONSTRATION_DOMAIN)

    def holding(self, role, *, on):
        """Those who may sign in and have this role on that day."""
        return (
            self.active()
            .filter(memberships__in=Membership.objects.current(on=on).filter(role=role))
            .distinct()
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    @classmethod
    def normalize_email(cls, email):
        return (email or "").strip().lower()

    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email))


class User(Revised, AbstractBaseUser):
    """A person with an account. Accounts are closed, never deleted: what they did keeps its author."""

    email = models.EmailField(_("e-mail address"))
    full_name = models.CharField(_("full name"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.FRENCH)

    is_active = models.BooleanField(
        _("may sign in"),
        default=True,
        help_text=_("A closed account keeps its history and can be opened again."),
    )
    closed_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of a closed account: the day after which the person no longer worked here."),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    previous_visit_at = models.DateTimeField(
        _("visit before this one"), null=True, blank=True, editable=False
    )

    second_factor_at = models.DateTimeField(
        _("second factor enrolled at"), null=True, blank=True, editable=False
    )
    recovery_codes_at = models.DateTimeField(
        _("recovery codes made at"), null=True, blank=True, editable=False
    )

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["full_name", "email"]
        constraints = [
            # With the next one, unique whatever the case: allauth looks addresses up in lower case.
            models.UniqueConstraint(
                fields=["email"],
                name="accounts_user_email_is_unique",
                violation_error_message=_("Another account has this e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="accounts_user_email_is_in_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                condition=~Q(full_name=""),
                name="accounts_user_has_a_name",
                violation_error_message=_("Give the person’s full name."),
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(closed_on__isnull=True),
                name="accounts_user_open_account_has_no_last_day",
                violation_error_message=_("An account that is open has no last day."),
            ),
        ]

    def __str__(self):
        return self.full_name

    def clean(self):
        self.email = type(self).objects.normalize_email(self.email)

    @property
    def is_demonstration(self):
        return self.email.endswith(DEMONSTRATION_DOMAIN)

    @cached_property
    def current_memberships(self):
        """Read once: a page may ask a hundred times what the person may do."""
        return list(
            self.memberships.current(on=timezone.localdate()).select_related("organisation", "region")
        )

    def may(self, permission, *, within=None):
        """Whether the person holds a permission everywhere, or at least within an organisation.

        Without ``within``, or when the object has no organisation, only what holds everywhere counts.
        """
        if not self.is_active:
            return False
        return (
            any(membership.grants(permission, within=within) for membership in self.current_memberships)
            or PUBLIC.get(permission) is Scope.ALL
        )

    @property
    def has_second_factor(self):
        return self.second_factor_at is not None

    def _get_session_auth_hash(self, secret=None):
        """Sessions end when the second factor changes, as they do when the password changes.

        A session that lives was thus opened with the second factor there is: nobody need ask again.
        """
        digest = super()._get_session_auth_hash(secret)
        if not self.has_second_factor:
            return digest
        enrolled = f"{digest}{self.second_factor_at.timestamp()}"
        return salted_hmac("accounts.second_factor", enrolled, secret=secret, algorithm="sha256").hexdigest()

    def organisations_where(self, permission):
        """The organisations within which the person holds a permission that does not hold everywhere."""
        if not self.is_active:
            return []
        return [
            membership.organisation
            for membership in self.current_memberships
            if GRANTS[membership.role].get(permission) is Scope.OWN_ORGANISATION
        ]

    # What Django’s templates and admin ask; the answers are the rules of each app’s permissions.py.
    def has_perm(self, permission, obj=None):
        return self.is_active and has_perm(permission, self, obj)

    def has_perms(self, permissions, obj=None):
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app_label):
        return self.may(Permission.ADMINISTER)


class MembershipQuerySet(models.QuerySet):
    def current(self, *, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def past(self, *, on: date) -> Self:
        return self.filter(ends_on__lt=on)


class RoleHeld(Revised):
    """A role, for an organisation and in a region or all of them: what a person has or is offered."""

    role = models.CharField(_("role"), max_length=15, choices=Role)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        verbose_name=_("region"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: all regions."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(role__in=OF_AN_ORGANISATION) | Q(organisation__isnull=False),
                name="%(app_label)s_%(class)s_has_an_organisation",
                violation_error_message=_("A partner or a focal point belongs to an organisation: name it."),
            ),
            models.CheckConstraint(
                condition=Q(role=Role.FOCAL_POINT) | Q(region__isnull=True),
                name="%(app_label)s_%(class)s_region_is_for_focal_points",
                violation_error_message=_("Only a focal point can be limited to one region."),
            ),
        ]


class Membership(RoleHeld):
    """What a person is, for whom, and from when to when. It is ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("account"), related_name="memberships")

    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day included."))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["user", "-starts_on", "pk"]
        constraints = [
            *RoleHeld.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accounts_membership_starts_before_it_ends",
                violation_error_message=_("A membership cannot end before it starts."),
            ),
            # Two nulls are two different values for a plain unique constraint.
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce(F("organisation_id"), Value(0), output_field=models.BigIntegerField()),
                Coalesce(F("region_id"), Value(0), output_field=models.BigIntegerField()),
                condition=Q(ends_on__isnull=True),
                name="accounts_membership_is_open_once",
                violation_error_message=_("This person already has this role for this organisation."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}"

    def grants(self, permission, *, within=None):
        match GRANTS[self.role].get(permission):
            case Scope.ALL:
                return True
            case Scope.OWN_ORGANISATION:
                return within is not None and self.organisation_id == within.pk
            case _:
                return False


class InvitationQuerySet(models.QuerySet):
    def pending(self, *, at):
        """Those that can still be accepted at that instant."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)

    def with_token(self, token):
        return self.filter(token_digest=digest_of(token))


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    # A token of 256 random bits cannot be guessed from its digest: no need of a slow hash.
    return hashlib.sha256(token.encode()).hexdigest()


class Invitation(RoleHeld):
    """An offer of an account and a role. The token is in the mail only; we keep what recognises it."""

    email = models.EmailField(_("e-mail address"))
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.FRENCH)
    token_digest = models.CharField(_("digest of the token"), max_length=64, editable=False)

    invited_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("invited by"), null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        User,
        models.PROTECT,
        verbose_name=_("accepted by"),
        null=True,
        blank=True,
        editable=False,
        related_name="accepted_invitations",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "pk"]
        constraints = [
            *RoleHeld.Meta.constraints,
            models.UniqueConstraint(
                fields=["token_digest"],
                name="accounts_invitation_token_is_unique",
                violation_error_message=_("Another invitation has this token."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="accounts_invitation_email_is_in_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")),
                name="accounts_invitation_expires_after_it_is_sent",
                violation_error_message=_("An invitation cannot expire before it is sent."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="accounts_invitation_is_accepted_by_somebody",
                violation_error_message=_("An accepted invitation says by whom, and cannot be withdrawn."),
            ),
        ]

    def __str__(self):
        return f"{self.email}, {self.get_role_display()}"

    def clean(self):
        self.email = User.objects.normalize_email(self.email)
