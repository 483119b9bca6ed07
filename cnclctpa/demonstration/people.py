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

from cnclctpa.accounts.models import DEMONSTRATION_DOMAIN, Invitation, Language, Membership, User
from cnclctpa.accounts.roles import Role
from cnclctpa.audit.causes import because
from cnclctpa.demonstration.texts import texts
from cnclctpa.reference.models import Organisation

PASSWORD = "mot-de-passe-public"  # noqa: S105  printed by the command: it opens nothing real


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


SECRETARY = DemonstrationAccount("secretariat", "Sira Démonstration", Role.SECRETARIAT, "demo-secretariat")
#: Approves what the secretary prepares.
APPROVER = DemonstrationAccount("approbation", "Oumou Démonstration", Role.SECRETARIAT, "demo-secretariat")
FOCAL_POINTS = (
    DemonstrationAccount("pointfocal", "Fousseyni Démonstration", Role.FOCAL_POINT, "demo-ministere-accueil"),
    DemonstrationAccount("association", "Awa Démonstration", Role.FOCAL_POINT, "demo-association-karite"),
)
ACCOUNTS = (
    SECRETARY,
    APPROVER,
    *FOCAL_POINTS,
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


def load_people() -> None:
    """Make the organisations and accounts that are missing, and put right those that are there."""
    if not settings.DEMONSTRATION:
        raise ValidationError(_("Demonstration content is refused here: this site is in real use."))
    with transaction.atomic(), because("demonstration.loaded"):
        organisations: dict[str, Organisation] = {}
        for told in texts("organisations")["organisation"]:
            organisations[told["slug"]] = _organisation(told, organisations)
        for account in ACCOUNTS:
            _account(account, organisations.get(account.organisation or ""))


def remove_people() -> tuple[int, int]:
    """Take all away; how many accounts are gone, and how many stay closed because the trail names them."""
    gone = closed = 0
    with transaction.atomic(), because("demonstration.removed"):
        for membership in Membership.objects.filter(user__in=User.objects.demonstration()):
            membership.delete()
        for invitation in Invitation.objects.filter(organisation__is_demonstration=True):
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
        fictitious = Organisation.objects.filter(is_demonstration=True)
        # Parts before what they are a part of.
        for organisation in [*fictitious.filter(parent__isnull=False), *fictitious.filter(parent=None)]:
            organisation.delete()
    return gone, closed


def _organisation(told: dict[str, str], others: dict[str, Organisation]) -> Organisation:
    """Written only when something differs: loading again leaves no trace."""
    wanted = {**told, "parent": others.get(told.get("parent", "")), "is_demonstration": True}
    organisation = Organisation.objects.filter(slug=told["slug"]).first() or Organisation()
    if organisation.pk and all(getattr(organisation, field) == value for field, value in wanted.items()):
        return organisation
    for field, value in wanted.items():
        setattr(organisation, field, value)
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
