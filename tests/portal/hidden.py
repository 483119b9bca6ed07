"""A draft plan with one of everything, a secret word in each text, and every address of the site."""

import io
import zipfile
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.db.models import CharField, Model, SlugField, TextField
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils.translation import override

from cnclctpa.documents.choices import Audience
from cnclctpa.folding import FoldedField
from plans.models import Plan
from tests.factories import activities, documents, evaluation, indicators, money, plans, reports
from tests.factories.reference import SourceFactory

#: In each text; the second one is what a stranger searches for.
SECRET, WORD = "Zanskar", "Tombola"
#: Columns that are not texts: addresses, codes, digests, currencies.
NOT_TEXTS = {"code", "digest", "currency", "link", "file", "reference", "schema_version"}


class Hidden:
    """``rows`` are all that belongs to the plan."""

    def __init__(self) -> None:
        self.plan = plans.PlanFactory(slug="plan-x", sources=[SourceFactory()])
        self.rows: list[Model] = [self.plan]
        self.make_framework()
        self.make_activity()
        self.make_workshop()
        for row in self.rows:
            mark(row)

    def keep(self, row: Any) -> Any:
        self.rows.append(row)
        return row

    def make_framework(self) -> None:
        plan, keep = self.plan, self.keep
        self.axis = keep(plans.AxisFactory(plan=plan))
        self.objective = keep(plans.StrategicObjectiveFactory(plan=plan, axis=self.axis))
        keep(plans.ConfidenceFactory(axis=self.axis, public=True))
        keep(plans.ConfidenceFactory(axis=None, objective=self.objective))
        self.result = keep(plans.ResultFactory(objective=self.objective))
        self.annual_plan = keep(plans.AnnualPlanFactory(plan=plan, year=2024))
        keep(plans.PlanPartnerFactory(plan=plan))
        keep(plans.PlanStatementFactory(plan=plan))
        step = keep(plans.ProcessStepFactory(plan=plan))
        keep(plans.ProcessParticipationFactory(step=step))
        self.indicator = keep(indicators.IndicatorFactory(result=self.result))
        keep(indicators.DefinitionFactory(indicator=self.indicator))
        keep(indicators.TargetFactory(indicator=self.indicator))
        self.measurement = keep(indicators.MeasurementFactory(indicator=self.indicator, validated=True))
        told = indicators.MeasurementFactory(indicator=self.indicator, validated=True, told=True)
        keep(told)

    def make_activity(self) -> None:
        plan, keep = self.plan, self.keep
        self.activity = keep(activities.ActivityFactory(result=self.result, dated=True, with_lead=True))
        of = {"activity": self.activity}
        keep(activities.ActivityPartnerFactory(**of))
        keep(activities.MilestoneFactory(**of))
        keep(activities.PostponementFactory(**of))
        keep(money.BudgetLineFactory(**of))
        keep(money.FundingStepFactory(funding=keep(money.FundingFactory(**of, public=True))))
        keep(money.ExpenseFactory(**of))
        self.campaign = keep(reports.CampaignFactory(plan=plan))
        report = reports.ProgressReportFactory(**of, campaign=self.campaign, validated=True)
        self.report = keep(report)
        keep(reports.PeopleReachedFactory(report=report))
        keep(reports.IndicatorAnswerFactory(report=report, indicator=self.indicator))

    def make_workshop(self) -> None:
        keep = self.keep
        self.workshop = keep(activities.WorkshopFactory(plan=self.plan))
        of = {"workshop": self.workshop}
        keep(activities.SessionFactory(**of))
        keep(activities.ParticipationFactory(**of))
        keep(activities.WorkingGroupFactory(**of))
        keep(activities.WorkshopStatementFactory(**of))
        self.outcome = keep(activities.OutcomeFactory(**of))
        self.recommendation = keep(evaluation.RecommendationFactory(outcome=self.outcome))
        self.documents = [
            keep(documents.DocumentFactory(stored=True, audience=audience))
            for audience in (Audience.PUBLIC, Audience.PARTNERS)
        ]
        holders = (self.plan, self.activity, self.workshop, self.report, self.measurement)
        for holder in holders:
            holder.documents.add(*self.documents)

    @property
    def values(self) -> dict[str, list]:
        """What each argument of an address may be, to lead into the plan."""
        parts = (self.objective, self.result, self.indicator, self.activity)
        return {
            "plan": [self.plan.slug],
            "code": [part.code for part in parts],
            "position": [self.axis.position],
            "year": [2024],
            "campaign": [self.campaign.slug],
            "slug": [self.workshop.slug, self.outcome.slug, self.activity.lead.slug, self.campaign.slug],
            "reference": [self.recommendation.reference],
            "pk": sorted({row.pk for row in (*self.documents, self.measurement)}),
            "ending": ["xlsx", "csv"],
        }


def mark(row: Model) -> None:
    """The words in each text that people type, so that search finds the row by the second one."""
    for field in row._meta.concrete_fields:
        is_text = isinstance(field, CharField | TextField) and not isinstance(field, SlugField | FoldedField)
        is_typed = is_text and not field.choices and field.name not in NOT_TEXTS
        if is_typed and not hasattr(field, "upload_to") and (field.max_length or 1000) >= 40:
            text = f"{SECRET} {WORD} {getattr(row, field.attname) or ''}"
            setattr(row, field.attname, text[: field.max_length])
    row.save()


def names(resolver=None, namespace: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join([*namespace, entry.name or ""]), entry
        elif entry.namespace != "admin":
            yield from names(entry, (*namespace, entry.namespace) if entry.namespace else namespace)


@override("fr")
def addresses(hidden: Hidden) -> list[str]:
    """Every address of the site outside the administration, with all that its arguments may be.

    In French, which has no prefix: a request leaves its language behind.
    """
    found = set()
    for name, entry in names():
        asked = list(entry.pattern.converters)
        if not set(asked) <= hidden.values.keys():
            continue
        for chosen in product(*(hidden.values[one] for one in asked)):
            try:
                found.add(reverse(name, kwargs=dict(zip(asked, chosen, strict=True))))
            except NoReverseMatch:
                continue
    return sorted(found)


def told(response) -> str:
    """All that an answer says: the members of a workbook, the pieces of a file, the headers."""
    content = b"".join(response) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            content = b"".join(opened.read(member) for member in opened.namelist())
    return f"{content.decode(errors='replace')} {dict(response.headers)}"


def plan_of(hidden: Hidden) -> Plan:
    hidden.plan.refresh_from_db()
    return hidden.plan
