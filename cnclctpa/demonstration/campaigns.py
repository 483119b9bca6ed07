"""Writes the campaigns of a fictitious plan and the reports that answer them, in every state."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from activities import services
from activities.choices import ActivityKind, AgeGroup, ReportedStatus, ReportState, Sex
from activities.models import Activity, Campaign, IndicatorAnswer, PeopleReached, ProgressReport
from cnclctpa.demonstration.activities import Story
from cnclctpa.demonstration.courses import FULL
from cnclctpa.demonstration.figures import Series, Value, parts, values_of
from cnclctpa.demonstration.framework import Generation
from cnclctpa.demonstration.texts import texts

MARGIN = Decimal("0.10")
NONE = Decimal(0)
#: What becomes of the reports of a campaign that is closed, and of one that is open; the rest are missing.
WHEN_CLOSED = {ReportState.VALIDATED: 93, ReportState.SUBMITTED: 1, ReportState.DRAFT: 1, "": 5}
WHEN_OPEN = {
    ReportState.VALIDATED: 40,
    ReportState.SUBMITTED: 22,
    ReportState.RETURNED: 10,
    ReportState.DRAFT: 12,
    "": 16,
}
#: How many people one period of an activity reaches.
REACHED = {
    ActivityKind.TRAINING: (18, 60),
    ActivityKind.AWARENESS: (150, 2400),
    ActivityKind.VICTIM_CARE: (2, 26),
    ActivityKind.INVESTIGATION: (1, 9),
}


#: The indicators that the reports on an activity tell, with their values.
Answers = dict[int, list[tuple[Series, list[Value]]]]
#: The identifier of a campaign, by the number of months that it covers.
SLUGS = {3: "{year}-t{rank}", 6: "{year}-s{rank}", 12: "{year}"}


@dataclass
class Round:
    """A campaign being answered."""

    generation: Generation
    campaign: Campaign
    #: How many campaigns have closed since this one; below zero while it is open.
    age: int
    answers: Answers

    @property
    def is_open(self) -> bool:
        return self.age < 0


def write_campaigns(generation: Generation, stories: list[Story], series: list[Series]) -> None:
    """As often as the texts say of each year, as long as the plan runs and until the day."""
    told = {story.activity.pk: story for story in stories}
    answers = answers_by_activity(generation, series)
    campaigns = list(campaigns_of(generation))
    closed = sum(one.closes_on < generation.on for one in campaigns)
    for rank, campaign in enumerate(campaigns):
        services.open_campaign(campaign, by=generation.setting.secretary)
        this = Round(generation, campaign, closed - 1 - rank, answers)
        for expectation in campaign.expectations.select_related("activity__lead").order_by("pk"):
            write_report(this, told[expectation.activity_id])


def campaigns_of(generation: Generation) -> Iterator[Campaign]:
    """Each opens the day after its period, is due a month later, and closes at the end of that quarter."""
    calendar = generation.calendar
    for year, months in enumerate(generation.rhythm, start=1):
        for first in range((year - 1) * 4 + 1, year * 4 + 1, months // 3):
            starts_on, ends_on = calendar.quarter(first)[0], calendar.quarter(first + months // 3 - 1)[1]
            opens_on = ends_on + timedelta(days=1)
            if opens_on <= generation.on:
                yield Campaign(
                    plan=generation.plan,
                    slug=SLUGS[months].format(year=starts_on.year, rank=(starts_on.month - 1) // months + 1),
                    starts_on=starts_on,
                    ends_on=ends_on,
                    opens_on=opens_on,
                    due_on=opens_on + timedelta(days=30),
                    closes_on=calendar.quarter(first + months // 3)[1],
                )


def answers_by_activity(generation: Generation, series: list[Series]) -> Answers:
    """The values that reports bring, by activity."""
    found: Answers = defaultdict(list)
    for one in series:
        if "told_by" in one.told:
            activity = generation.activities[one.told["told_by"]]
            found[activity.pk].append((one, list(values_of(generation, one))))
    return found


def write_report(this: Round, story: Story) -> None:
    """A report from its draft to what becomes of it, on days that follow one another."""
    setting, campaign = this.generation.setting, this.campaign
    draw = setting.draw(this.generation.plan.slug, campaign.slug, story.activity.code)
    fate = fate_of(this, story, draw)
    if not fate:
        return
    lead = setting.hand_of(story.activity.lead)
    report = report_of(this, story, draw)
    submitted_on = campaign.opens_on + timedelta(days=draw.randint(4, 48))
    decided_on = submitted_on + timedelta(days=draw.randint(2, 15))
    at = setting.instant(submitted_on, draw)
    decided_at = max(setting.instant(decided_on, draw), at)
    services.save_report(
        report, answers=answers(this, story, draw), people=people(this, story, draw), at=at, by=lead
    )
    if fate == ReportState.DRAFT:
        return
    services.submit_report(report, at=at, by=lead)
    if fate == ReportState.RETURNED:
        reason = draw.choice(texts("reports")["returned"])
        services.return_report(report, reason=reason, at=decided_at, by=setting.secretary)
    if fate == ReportState.VALIDATED:
        services.validate_report(report, at=decided_at, by=setting.secretary)


def fate_of(this: Round, story: Story, draw: Random) -> str:
    if not story.course.is_reported or this.age < story.course.silences:
        return "" if story.course.silences or not story.course.is_reported else _drawn(this, draw)
    # What ends an activity is always told: nothing else says it.
    if story.course.ends_as and not this.is_open:
        return ReportState.VALIDATED
    return _drawn(this, draw)


def _drawn(this: Round, draw: Random) -> str:
    fates = WHEN_OPEN if this.is_open else WHEN_CLOSED
    return draw.choices(list(fates), list(fates.values()))[0]


def report_of(this: Round, story: Story, draw: Random) -> ProgressReport:
    activity, progress, day = story.activity, story.progress, this.campaign.ends_on
    share = progress.share(day)
    status = status_of(story, day)
    report = ProgressReport(activity=activity, campaign=this.campaign, status=status)
    if status in (ReportedStatus.UNDER_WAY, ReportedStatus.SUSPENDED):
        report.percentage = share * 100
    if status != ReportedStatus.NOT_STARTED:
        report.begun_on = min(progress.begun_on, day)
    if status not in (ReportedStatus.NOT_STARTED, ReportedStatus.UNDER_WAY):
        report.happened_on = progress.stopped_on
    words = texts("reports")
    report.narrative = draw.choice(words[status].get(activity.kind) or words[status]["any"])
    if status != ReportedStatus.COMPLETED and is_behind(story, day):
        report.cause = story.course.cause or "other"
        report.difficulties = draw.choice(words["difficulties"][report.cause])
        report.forecast_on = forecast(story, day)
    return report


def status_of(story: Story, day: date) -> ReportedStatus:
    progress = story.progress
    if day >= progress.stopped_on and (story.course.ends_as or not progress.is_stopped):
        return ReportedStatus(story.course.ends_as or ReportedStatus.COMPLETED)
    return ReportedStatus.UNDER_WAY if progress.begun_on <= day else ReportedStatus.NOT_STARTED


def is_behind(story: Story, day: date) -> bool:
    progress = story.progress
    due = Decimal(max((day - progress.starts_on).days, 0)) / progress.length
    return min(due, FULL) - progress.share(day) > MARGIN


def forecast(story: Story, day: date) -> date:
    """When its lead thinks that it will be done: never before the next day."""
    return max(story.progress.day_of(FULL), day + timedelta(days=90)).replace(day=28)


def answers(this: Round, story: Story, draw: Random) -> list[IndicatorAnswer]:
    """What was counted since the campaign before."""
    found: list[IndicatorAnswer] = []
    for series, values in this.answers.get(story.activity.pk, []):
        counted = [one for one in values if this.campaign.starts_on <= one.starts_on <= this.campaign.ends_on]
        if not counted:
            continue
        value = replace(counted[-1], number=sum((one.number or NONE for one in counted), NONE))
        found.append(IndicatorAnswer(indicator=series.indicator, value=value.number))
        found += [
            IndicatorAnswer(indicator=series.indicator, category=category, value=part)
            for category, part in parts(series, value, draw).items()
        ]
    return found


def people(this: Round, story: Story, draw: Random) -> list[PeopleReached]:
    """By sex and age, when the activity advanced during the period: children only where it cares for them."""
    activity: Activity = story.activity
    before = story.progress.share(this.campaign.starts_on - timedelta(days=1))
    if activity.kind not in REACHED or story.progress.share(this.campaign.ends_on) <= before:
        return []
    if draw.random() < 0.5:
        return []
    total = draw.randint(*REACHED[ActivityKind(activity.kind)])
    women = total * draw.randint(35, 65) // 100
    counts = {(Sex.WOMEN, AgeGroup.ADULT): women, (Sex.MEN, AgeGroup.ADULT): total - women}
    if activity.kind == ActivityKind.VICTIM_CARE:
        counts[Sex.WOMEN, AgeGroup.CHILD] = draw.randint(0, 9)
    return [
        PeopleReached(sex=sex, age_group=age, count=count) for (sex, age), count in counts.items() if count
    ]
