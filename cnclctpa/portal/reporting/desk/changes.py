"""What changed since the visit before, made of dated facts: never of the trail, which is for inquiry."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from heapq import nlargest
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from activities.choices import DelayCause, FundingStage, ReportedStatus
from cnclctpa import typography
from cnclctpa.accounts.roles import Permission
from cnclctpa.portal.reporting.dashboard.changes import LONGEST, day_of
from cnclctpa.portal.reporting.dashboard.words import language, named, percent, title_of
from cnclctpa.portal.reporting.desk.reading import Read, Who, since
from cnclctpa.portal.reporting.desk.reports import report_address
from cnclctpa.portal.reporting.desk.told import CHANGES_SHOWN, Change, Changes
from cnclctpa.reading import as_day
from plans.models import Plan


def changes_for(who: Who, found: Read) -> Changes:
    """The latest first."""
    everything = [*_published(who), *_figures(who, found), *_told(who, found)]
    latest = nlargest(CHANGES_SHOWN, everything, key=lambda one: (one.on, one.code, one.what))
    return Changes(tuple(latest), len(everything))


def _told(who: Who, found: Read) -> Iterator[Change]:
    for name, tell in TELLERS.items():
        for plan, *row in found[name]:
            yield tell(who.plans[plan], *row)


def _published(who: Who) -> Iterator[Change]:
    for plan in who.plans.values():
        if plan.published_at and since(who) <= (day := timezone.localdate(plan.published_at)) <= who.on:
            name = title_of(plan)
            yield Change(day, _("Plan published"), name, plan.get_absolute_url())


def _figures(who: Who, found: Read) -> Iterator[Change]:
    """The years approved on the same day are one fact."""
    years: dict[tuple[int, date], set[int]] = defaultdict(set)
    for plan, year, approved_at in found["changed publications"]:
        years[plan, day_of(approved_at)].add(year)
    page = "portal:plan-publication" if who.may(Permission.EDIT_PLANS) else "portal:indicator-list"
    for (key, on), several in years.items():
        plan = who.plans[key]
        told = ", ".join(map(str, sorted(several)))
        yield Change(
            on, _("Protected figures published"), title_of(plan), reverse(page, args=[plan.slug]), detail=told
        )


def _of_activity(
    plan: Plan, code: str, fr: str, en: str | None, on: Any, what: str, detail: str = ""
) -> Change:
    address = reverse("portal:activity-detail", args=[plan.slug, code])
    return Change(on, what, named(fr, en), address, code, detail)


def _report(plan, code, fr, en, campaign, status, percentage, ends_on, decided_at) -> Change:
    told = {
        "status": ReportedStatus(status).label,
        "progress": percent(None if percentage is None else Decimal(percentage) / 100, 0),
        "day": typography.day(as_day(ends_on), language()),
    }
    words = _("%(status)s on %(day)s") if percentage is None else _("%(status)s, %(progress)s on %(day)s")
    address = report_address(plan, code, campaign)
    return Change(day_of(decided_at), _("Report validated"), named(fr, en), address, code, words % told)


def _postponement(plan, code, fr, en, ends_on, cause, decided_on) -> Change:
    told = {"end": typography.day(as_day(ends_on), language()), "cause": DelayCause(cause).label}
    words = _("to %(end)s; cause: %(cause)s") % told
    return _of_activity(plan, code, fr, en, as_day(decided_on), _("Postponed"), words)


def _milestone(plan, code, fr, en, title, title_en, done_on) -> Change:
    words = typography.typeset(Truncator(named(title, title_en).title).chars(LONGEST), language())
    return _of_activity(plan, code, fr, en, as_day(done_on), _("Milestone done"), words)


def _addition(plan, code, fr, en, added_on) -> Change:
    return _of_activity(plan, code, fr, en, as_day(added_on), _("Activity added"))


def _withdrawal(plan, code, fr, en, withdrawn_on) -> Change:
    return _of_activity(plan, code, fr, en, as_day(withdrawn_on), _("Activity withdrawn"))


def _measurement(plan, code, fr, en, ends_on, validated_at) -> Change:
    address = reverse("portal:indicator-detail", args=[plan.slug, code])
    words = _("as of %(day)s") % {"day": typography.day(as_day(ends_on), language())}
    return Change(day_of(validated_at), _("Measurement validated"), named(fr, en), address, code, words)


def _step(plan, code, fr, en, funder, funder_en, stage, amount, on) -> Change:
    told = {
        "stage": FundingStage(stage).label,
        "amount": typography.money(Decimal(amount), language()),
        "funder": named(funder, funder_en).title,
    }
    words = _("%(funder)s: %(amount)s %(stage)s in all") % told
    return _of_activity(plan, code, fr, en, as_day(on), _("Funding recorded"), words)


#: Each kind of fact, by the name under which its rows are read.
TELLERS: dict[str, Callable[..., Change]] = {
    "changed reports": _report,
    "changed postponements": _postponement,
    "changed milestones": _milestone,
    "changed added_on": _addition,
    "changed withdrawn_on": _withdrawal,
    "changed measurements": _measurement,
    "changed fundings": _step,
}
