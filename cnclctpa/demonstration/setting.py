"""What every part of the demonstration needs while it is being written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.demonstration.people import APPROVER, FOCAL_POINTS, SECRETARY
from cnclctpa.reference.choices import Division
from cnclctpa.reference.models import Organisation, Region

QUARTERS = 4


@dataclass(frozen=True)
class Calendar:
    """The quarters and years of a plan of whole years, counted from one."""

    first_year: int
    years: int

    @property
    def starts_on(self) -> date:
        return date(self.first_year, 1, 1)

    @property
    def ends_on(self) -> date:
        return date(self.first_year + self.years - 1, 12, 31)

    def year(self, number: int) -> int:
        return self.first_year + number - 1

    def quarter(self, number: int) -> tuple[date, date]:
        """The first and last day of a quarter; it may be before or after the plan."""
        years, quarter = divmod(number - 1, QUARTERS)
        year = self.first_year + years
        after = date(year + 1, 1, 1) if quarter == QUARTERS - 1 else date(year, quarter * 3 + 4, 1)
        return date(year, quarter * 3 + 1, 1), after - timedelta(days=1)

    def quarter_of(self, day: date) -> int:
        return (day.year - self.first_year) * QUARTERS + (day.month - 1) // 3 + 1


@dataclass
class Setting:
    """The day, the hazard, the bodies and the regions, the hands that write."""

    on: date
    seed: int
    say: Callable[[str], None]
    organisations: dict[str, Organisation] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    secretary: User = field(init=False)
    approver: User = field(init=False)
    hands: dict[int, User] = field(default_factory=dict)

    def __post_init__(self):
        self.organisations = {
            one.slug.removeprefix("demo-"): one for one in Organisation.objects.filter(is_demonstration=True)
        }
        self.regions = {one.slug: one for one in Region.objects.of(Division.D2023)}
        if not self.regions:
            raise ValidationError(
                _("The regions are missing: load the reference content first (manage.py load_reference).")
            )
        self.secretary = User.objects.get(email=SECRETARY.email)
        self.approver = User.objects.get(email=APPROVER.email)
        for account in FOCAL_POINTS:
            person = User.objects.get(email=account.email)
            self.hands[self.organisation(account.organisation or "").pk] = person

    def draw(self, *about: Any) -> Random:
        """The hazard of one thing: it depends on the seed and on nothing drawn before."""
        return Random(":".join(map(str, (self.seed, *about))))  # noqa: S311  the same at each load

    def organisation(self, name: str) -> Organisation:
        """By its identifier, with or without the ``demo-`` that they all bear."""
        return self.organisations[name.removeprefix("demo-")]

    def organisation_of(self, told: dict[str, Any], role: str) -> Organisation | None:
        """The one that a text gives a part to, if it does."""
        return self.organisation(told[role]) if role in told else None

    def hand_of(self, organisation: Organisation | None) -> User:
        """Whoever writes for an organisation: the secretariat for those that have no account."""
        return self.hands.get(organisation.pk, self.secretary) if organisation else self.secretary

    def instant(self, day: date, draw: Random) -> datetime:
        """A moment of a working day, never after the day of the demonstration."""
        return datetime.combine(min(day, self.on), time(draw.randint(8, 16), draw.randint(0, 59)), tzinfo=UTC)
