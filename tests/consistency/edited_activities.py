"""The rules of the addresses where activities, their money, their reports and workshops are edited."""

from datetime import timedelta

from django.utils import timezone

from tests.consistency import surface
from tests.consistency.edited import ASKED, CHANGED, SECRETARIAT, edited, edited_in_plan, family
from tests.consistency.surface import EDITORS, EVERYONE, NOBODY, SIGNED_IN, Rule


def with_a_postponement(plan) -> list:
    from tests.factories.activities import PostponementFactory

    return [PostponementFactory(activity__plan=plan, activity__dated=True).activity.code]


def a_milestone(plan) -> list:
    from tests.factories.activities import MilestoneFactory

    milestone = MilestoneFactory(activity__plan=plan)
    return [milestone.activity.code, milestone.pk]


def an_expected_report() -> list:
    """Of a campaign that is open, from an organisation to which nobody of the cast belongs."""
    from tests.factories.reports import ExpectationFactory

    today = timezone.localdate()
    expected = ExpectationFactory(
        campaign__plan__published=True,
        activity__with_lead=True,
        campaign__opens_on=today,
        campaign__due_on=today,
        campaign__closes_on=today + timedelta(days=7),
    )
    return [expected.activity.plan.slug, expected.activity.code, expected.campaign.slug]


def an_outcome(**traits):
    def build() -> list:
        from tests.factories.activities import OutcomeFactory
        from tests.factories.plans import PlanFactory

        return [OutcomeFactory(workshop__plan=PlanFactory(**traits)).slug]

    return build


def of_a_report(shown: dict, *, is_written: bool) -> Rule:
    begun = {"expected": (an_expected_report, SECRETARIAT)} if is_written else {}
    return edited(
        shown,
        **begun,
        submitted=(surface.a_report(submitted=True), SIGNED_IN),
        draft=(surface.a_report(), SECRETARIAT),
        validated=(surface.a_report(validated=True), EVERYONE),
        of_draft_plan=(surface.a_report_of_a_draft_plan, EDITORS),
        missing=(lambda: ["1999", "1.1.1.1", "2024-t1"], NOBODY),
    )


def of_a_workshop(shown: dict, make) -> Rule:
    return edited(
        shown,
        of_published_plan=(make(published=True), EVERYONE),
        of_shared_plan=(make(is_shared_with_partners=True), SIGNED_IN),
        of_draft_plan=(make(), EDITORS),
        missing=(lambda: ["nowhere"], NOBODY),
    )


RULES: dict[str, Rule] = {
    "portal:activity-drop": edited_in_plan(ASKED, "1.1.1.1", make=surface.an_activity),
    "portal:activity-take-back": edited_in_plan(ASKED, "1.1.1.1", make=surface.an_activity),
    "portal:postponement-update": edited_in_plan(CHANGED, "1.1.1.1", make=with_a_postponement),
    "portal:postponement-delete": edited_in_plan(ASKED, "1.1.1.1", make=with_a_postponement),
    "portal:milestone-done": edited_in_plan(ASKED, "1.1.1.1", 1, make=a_milestone),
    "portal:money-update": edited_in_plan(CHANGED, "1.1.1.1", make=surface.an_activity),
    **family("campaign", surface.a_campaign, "2024-t1"),
    "portal:campaign-close": edited_in_plan(ASKED, "2024-t1", make=surface.a_campaign),
    "portal:report-update": of_a_report(CHANGED, is_written=True),
    "portal:report-decide": of_a_report(ASKED, is_written=False),
    "portal:workshop-create": edited(ASKED, any=(list, EVERYONE)),
    "portal:workshop-update": of_a_workshop(CHANGED, surface.a_workshop_of_plan),
    "portal:workshop-delete": of_a_workshop(ASKED, surface.a_workshop_of_plan),
    "portal:outcome-create": of_a_workshop(ASKED, surface.a_workshop_of_plan),
    "portal:outcome-update": of_a_workshop(CHANGED, an_outcome),
    "portal:outcome-delete": of_a_workshop(ASKED, an_outcome),
}
