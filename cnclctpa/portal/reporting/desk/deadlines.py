"""The days to come: those of the campaigns, the workshops, the end of what one leads, the end of plans."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.schedule import Timeliness
from cnclctpa.portal.reporting.dashboard.words import named, title_of
from cnclctpa.portal.reporting.desk.follow_up import standings
from cnclctpa.portal.reporting.desk.reading import AHEAD, Read, Who
from cnclctpa.portal.reporting.desk.told import DEADLINES_SHOWN, Deadline, ours
from cnclctpa.portal.reporting.periods import period_name

#: What one leads is told shortly before its end.
SOON = timedelta(days=30)
OVER = (Timeliness.COMPLETED, Timeliness.COMPLETED_LATE, Timeliness.CANCELLED)


def deadlines_of(who: Who, found: Read) -> tuple[Deadline, ...]:
    """The first ones first."""
    ahead = who.on + AHEAD
    everything = [*_of_campaigns(who, found), *_workshops(found), *_ends(who, found), *_plans(who)]
    told = [one for one in everything if who.on <= one.on <= ahead]
    return tuple(sorted(told, key=lambda one: (one.on, one.address, one.words))[:DEADLINES_SHOWN])


def _of_campaigns(who: Who, found: Read) -> Iterator[Deadline]:
    for plan, slug, starts_on, ends_on, *days in found["days of campaigns"]:
        period = capfirst(period_name(date.fromisoformat(starts_on), date.fromisoformat(ends_on)))
        address = reverse("portal:campaign-detail", args=[who.plans[plan].slug, slug])
        words = (_("A reporting campaign opens"), _("Reports are due"), _("The campaign closes"))
        for day, said in zip(days, words, strict=True):
            yield Deadline(date.fromisoformat(day), said, ours(period), address)


def _workshops(found: Read) -> Iterator[Deadline]:
    for slug, title, title_en, starts_on in found["workshops"]:
        address = reverse("activities:workshop-detail", args=[slug])
        yield Deadline(date.fromisoformat(starts_on), _("A workshop begins"), named(title, title_en), address)


def _ends(who: Who, found: Read) -> Iterator[Deadline]:
    """Of the activities that the person’s organisations lead and that are not over."""
    for stand, _lead in standings(who, found) if who.organisations else ():
        activity: Any = stand.activity
        ends_on = stand.ends_on
        if ends_on is None or not who.on <= ends_on <= who.on + SOON:
            continue
        if activity.lead_id in who.organisations and stand.timeliness not in OVER:
            address = reverse("portal:activity-detail", args=[activity.plan.slug, activity.code])
            name = named(activity.title_fr, activity.title_en)
            yield Deadline(ends_on, _("An activity that you lead should end"), name, address)


def _plans(who: Who) -> Iterator[Deadline]:
    for plan in who.plans.values():
        yield Deadline(plan.ends_on, _("The plan ends"), title_of(plan), plan.get_absolute_url())
