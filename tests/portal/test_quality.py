"""The page of the quality of a plan, its files, the line of the dashboard and the command."""

import io
import json
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from cnclctpa.portal.reporting.quality.checking import expected_fields, quality_of
from plans.choices import PlanStatus
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory, TargetFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reports import CampaignFactory, ExpectationFactory

pytestmark = pytest.mark.django_db

HOSTILE = "<b>'\"=cmd|' {{ x }} %(code)s %s"


@pytest.fixture
def plan():
    return PlanFactory(published=True, slug="2023-2027")


@pytest.fixture
def objective(plan):
    return StrategicObjectiveFactory(plan=plan, axis=AxisFactory(plan=plan, position=1), code="1.1")


def address(plan, query=""):
    return reverse("portal:plan-quality", args=[plan.slug]) + query


def shown(client, plan, query=""):
    return client.get(address(plan, query)).context["report"].title, [
        line.finding.rule for line in client.get(address(plan, query)).context["page"]
    ]


def contradictory(objective):
    indicator = IndicatorFactory(plan=objective.plan, objective=objective, baseline=20, code="I1.1.1")
    TargetFactory(indicator=indicator, value=10)
    return indicator


def test_what_matters_most_comes_first_with_its_field(client, objective, secretariat):
    contradictory(objective)
    ActivityFactory(plan=objective.plan, objective=objective, code="1.1.a1")
    client.force_login(secretariat)
    page = client.get(address(objective.plan))
    assert page.context["page"][0].finding.rule == "target-contradicts-the-direction"
    told = page.content.decode()
    assert "/plans/2023-2027/indicators/I1.1.1/edit/#id_direction" in told
    assert "/plans/2023-2027/activities/1.1.a1/edit/#id_lead" in told
    assert "L’activité 1.1.a1 n’a pas de structure chef de file" in told


def test_filters_leave_what_they_ask(client, objective, secretariat):
    contradictory(objective)
    client.force_login(secretariat)
    _title, rules = shown(client, objective.plan, "?kind=contradictory")
    assert rules == ["target-contradicts-the-direction"]
    _title, rules = shown(client, objective.plan, "?axis=none&kind=missing")
    assert "plan-without-a-vision" in rules
    assert "axis-without-an-objective" not in rules
    everything = shown(client, objective.plan)
    assert shown(client, objective.plan, "?kind=zzz&axis=99&who=-1&page=zzz") == everything


def test_an_organisation_is_shown_what_it_answers_for(client, objective, focal_point):
    own = focal_point.current_memberships[0].organisation
    today = timezone.localdate()
    mine = ActivityFactory(plan=objective.plan, objective=objective, lead=own, code="1.1.a1")
    ActivityFactory(plan=objective.plan, objective=objective, with_lead=True, code="1.1.a2")
    campaign = CampaignFactory(
        plan=objective.plan, opens_on=date(2020, 1, 1), due_on=date(2020, 1, 2), closes_on=today, slug="t1"
    )
    ExpectationFactory(campaign=campaign, activity=mine, organisation=own)
    client.force_login(focal_point)
    page = client.get(address(objective.plan))
    assert {line.finding.code for line in page.context["page"]} == {"1.1.a1"}
    told = page.content.decode()
    assert "/plans/2023-2027/activities/1.1.a1/reports/t1/edit/" in told
    assert "/edit/#" not in told
    assert "Complétude" not in told


def test_nothing_to_report_is_said(client, plan, focal_point):
    client.force_login(focal_point)
    assert "Rien à signaler" in client.get(address(plan)).content.decode()


def test_the_button_and_the_line_lead_there(client, objective, secretariat, partner):
    ActivityFactory(plan=objective.plan, objective=objective)
    for page in (objective.plan.get_absolute_url(), reverse("portal:plan-about", args=[objective.plan.slug])):
        client.force_login(secretariat)
        assert address(objective.plan) in client.get(page).content.decode()
        client.force_login(partner)
        assert address(objective.plan) not in client.get(page).content.decode()


def test_the_desk_leads_there(client, plan, secretariat, partner):
    client.force_login(secretariat)
    assert address(plan) in client.get(reverse("portal:desk")).content.decode()
    client.force_login(partner)
    assert address(plan) not in client.get(reverse("portal:desk")).content.decode()


def test_hostile_names_and_codes_are_only_shown(client, objective, secretariat):
    ActivityFactory(plan=objective.plan, objective=objective, title_fr=HOSTILE, with_lead=True)
    objective.plan.title_fr = HOSTILE
    objective.plan.save()
    client.force_login(secretariat)
    told = client.get(address(objective.plan)).content.decode()
    assert "&lt;b&gt;" in told
    assert "<b>&#x27;" not in told
    assert (
        client.get(reverse("portal:plan-quality-export", args=[objective.plan.slug, "csv"])).status_code
        == 200
    )


def test_every_field_it_leads_to_is_on_its_form(client, objective, secretariat):
    """The anchors of the findings of a plan where much is missing."""
    contradictory(objective)
    ResultFactory(objective=objective)
    ActivityFactory(plan=objective.plan, objective=objective)
    objective.plan.status = PlanStatus.IN_FORCE
    objective.plan.save()
    client.force_login(secretariat)
    findings = quality_of(objective.plan, on=timezone.localdate()).findings
    assert len({one.rule for one in findings}) > 20
    for one in findings:
        form, _mark, anchor = one.mend_at.partition("#")
        page = client.get(form)
        assert page.status_code == 200, one.rule
        assert not anchor or f'id="{anchor}"' in page.content.decode(), one.mend_at


def test_the_file_holds_what_the_page_shows(client, objective, secretariat):
    contradictory(objective)
    client.force_login(secretariat)
    where = reverse("portal:plan-quality-export", args=[objective.plan.slug, "csv"])
    lines = b"".join(client.get(f"{where}?kind=contradictory")).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "http://testserver/plans/2023-2027/indicators/I1.1.1/edit/#id_direction" in lines[1]


def test_a_plan_costs_the_same_whatever_it_holds(client, objective, secretariat, django_assert_num_queries):
    with django_assert_num_queries(1):
        quality_of(objective.plan, on=date(2024, 9, 1))
    for _each in range(3):
        ActivityFactory(plan=objective.plan, objective=objective, dated=True, with_lead=True)
        contradictory_of = IndicatorFactory(plan=objective.plan, objective=objective, counted=True)
        TargetFactory(indicator=contradictory_of)
    with django_assert_num_queries(1):
        quality_of(objective.plan, on=date(2024, 9, 1))


def test_completeness_counts_what_is_filled_by_part(objective):
    ActivityFactory(plan=objective.plan, objective=objective, with_lead=True, dated=True)
    quality = quality_of(objective.plan, on=date(2024, 9, 1))
    gauges = {gauge.part: (gauge.filled, gauge.total) for gauge in quality.gauges}
    # A lead, a start and an end out of five; an activity and an axis, without a result or an indicator.
    assert (gauges["activities"], gauges["objectives"]) == ((3, 5), (2, 4))
    assert (quality.whole.filled, quality.whole.total) == tuple(map(sum, zip(*gauges.values(), strict=True)))


def test_the_method_tells_every_expected_field(client):
    told = client.get(reverse("portal:method")).content.decode()
    section = re.sub(r"\s+", " ", told[told.index('id="completeness"') :])
    for _part, fields in expected_fields():
        for words in fields:
            assert words in section


def command(*arguments):
    out = io.StringIO()
    call_command("check_content", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_tells_every_plan_and_ends_well_without_a_contradiction(objective):
    PlanFactory(slug="2018-2022")
    told = command("--on", "2024-09-01")
    assert "2018-2022" in told
    assert "[manquant] Aucune activité n’est saisie sous l’objectif 1.1." in told
    assert re.search(r"\d+ choses à corriger au 1ᵉʳ|\d+ choses à corriger au 1er", told)


def test_the_command_ends_with_one_when_something_is_contradictory(objective):
    contradictory(objective)
    with pytest.raises(SystemExit) as end:
        command()
    assert end.value.code == 1


def test_the_command_speaks_to_machines(objective):
    ActivityFactory(plan=objective.plan, objective=objective, code="1.1.a1")
    told = json.loads(command("--json", "--plan", "2023-2027", "--on", "2024-09-01", "--language", "en"))
    (one,) = told["plans"]
    assert told["on"] == "2024-09-01"
    assert one["completeness"]["activities"] == {"filled": 0, "total": 5}
    found = next(each for each in one["findings"] if each["rule"] == "activity-without-a-lead")
    assert found["sentence"].startswith("Activity 1.1.a1 has no lead")
    assert found["address"] == "/en/plans/2023-2027/activities/1.1.a1/edit/#id_lead"
    assert sum(one["counts"].values()) == len(one["findings"])


@pytest.mark.parametrize("arguments", [("--plan", "1999"), ("--on", "hier")])
def test_the_command_refuses_what_it_does_not_know(plan, arguments):
    with pytest.raises(CommandError):
        command(*arguments)
