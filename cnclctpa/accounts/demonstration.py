"""Fictitious organisations and one account for each role, to try the site; never on one that is really used.

Removing them erases all that nothing refers to. An account that has signed entries of the trail stays, closed
and without a password: the trail keeps its authors. Loading again opens it again.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.audit.causes import because
from cnclctpa.reference.choices import OrganisationKind
from cnclctpa.reference.models import Organisation

from .models import DEMONSTRATION_DOMAIN, Invitation, Language, Membership, User
from .roles import Role

PASSWORD = "mot-de-passe-public"  # noqa: S105  printed by the command: it opens nothing real

ORGANISATIONS = {
    "demo-secretariat": {
        "kind": OrganisationKind.PUBLIC_BODY,
        "name_fr": "Secrétariat de démonstration",
        "name_en": "Demonstration secretariat",
    },
    "demo-ministere-accueil": {
        "kind": OrganisationKind.MINISTRY,
        "name_fr": "Ministère fictif de l’Accueil",
        "name_en": "Fictitious Ministry of Welcome",
    },
    "demo-association-karite": {
        "kind": OrganisationKind.CIVIL_SOCIETY,
        "name_fr": "Association fictive Karité",
        "name_en": "Fictitious Karité Association",
    },
    "demo-cooperation-horizon": {
        "kind": OrganisationKind.BILATERAL,
        "name_fr": "Coopération fictive Horizon",
        "name_en": "Fictitious Horizon Cooperation",
    },
}


@dataclass(frozen=True)
class DemonstrationAccount:
    name: str
    full_name: str
    role: Role
    organisation: str | None
    language: Language = Language.FRENCH

    @property
    def email(self) -> str:
        return self.name + DEMONSTRATION_DOMAIN


ACCOUNTS = (
    DemonstrationAccount("secretariat", "Sira Démonstration", Role.SECRETARIAT, "demo-secretariat"),
    DemonstrationAccount("pointfocal", "Fousseyni Démonstration", Role.FOCAL_POINT, "demo-ministere-accueil"),
    DemonstrationAccount("association", "Awa Démonstration", Role.FOCAL_POINT, "demo-association-karite"),
    DemonstrationAccount(
        "partner", "Pat Demonstration", Role.PARTNER, "demo-cooperation-horizon", Language.ENGLISH
    ),
    DemonstrationAccount("administration", "Adama Démonstration", Role.ADMINISTRATOR, None),
)


def accounts() -> list[User]:
    """The demonstration accounts that can sign in now, in the order of the roles."""
    order = {account.email: rank for rank, account in enumerate(ACCOUNTS)}
    found = User.objects.demonstration().active().prefetch_related("memberships__organisation")
    return sorted(found, key=lambda user: order.get(user.email, len(order)))


@transaction.atomic
def load() -> list[User]:
    """Make the organisations and accounts that are missing, and put right those that are there."""
    if not settings.DEMONSTRATION:
        raise ValidationError(_("Demonstration content is refused here: this site is in real use."))
    with because("demonstration.loaded"):
        organisations = {slug: _organisation(slug) for slug in ORGANISATIONS}
        for account in ACCOUNTS:
            _account(account, organisations.get(account.organisation or ""))
    return accounts()


@transaction.atomic
def remove() -> tuple[int, int]:
    """Take all away; how many accounts are gone, and how many stay closed because the trail names them."""
    gone = closed = 0
    with because("demonstration.removed"):
        for membership in Membership.objects.filter(user__in=User.objects.demonstration()):
            membership.delete()
        for invitation in Invitation.objects.filter(organisation__slug__in=ORGANISATIONS):
            invitation.delete()
        for user in User.objects.demonstration():
            try:
                with transaction.atomic():
                    user.delete()
                gone += 1
            except ProtectedError:
                user.is_active = False
                user.set_unusable_password()
                user.save(update_fields=["is_active", "password"])
                closed += 1
        for organisation in Organisation.objects.filter(slug__in=ORGANISATIONS):
            organisation.delete()
    return gone, closed


def _organisation(slug: str) -> Organisation:
    organisation = Organisation.objects.filter(slug=slug).first() or Organisation(slug=slug)
    for field, value in ORGANISATIONS[slug].items():
        setattr(organisation, field, value)
    organisation.is_demonstration = True
    organisation.full_clean()
    organisation.save()
    return organisation


def _account(account: DemonstrationAccount, organisation: Organisation | None) -> None:
    user = User.objects.filter(email=account.email).first() or User(email=account.email)
    user.full_name, user.language, user.is_active = account.full_name, account.language, True
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
    user.full_clean()
    user.save()
    today = timezone.localdate()
    held = Membership.objects.current(on=today).filter(
        user=user, role=account.role, organisation=organisation
    )
    if not held.exists():
        last_year = today - timedelta(days=365)
        Membership(user=user, role=account.role, organisation=organisation, starts_on=last_year).save()
