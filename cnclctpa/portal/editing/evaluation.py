"""Editing recommendations and international reports."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from activities.models import Outcome
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.offers import adding, editing, offer
from cnclctpa.portal.editing.reference import made
from evaluation.forms.assessments import AssessmentForm, AssessmentStatementForm
from evaluation.forms.recommendations import RecommendationForm
from evaluation.models import Assessment, AssessmentStatement, Recommendation


def find_recommendation(user, *, reference):
    visible = Recommendation.objects.visible_to(user).select_related("outcome__workshop__plan", "assessment")
    return get_object_or_404(visible, reference=reference)


def new_recommendation(user, query) -> Recommendation:
    """``?outcome=…`` or ``?assessment=tip-2024`` says where it was made."""
    outcomes = Outcome.objects.visible_to(user).select_related("workshop__plan")
    outcome = outcomes.filter(slug=query.get("outcome", "")).first()
    kind, _dash, year = query.get("assessment", "").rpartition("-")
    reports = Assessment.objects.filter(kind=kind, year=year) if year.isdecimal() and len(year) == 4 else None
    assessment = reports.first() if reports is not None and outcome is None else None
    pillar = outcome.pillar if outcome else ""
    return Recommendation(outcome=outcome, assessment=assessment, pillar=pillar)


def plan_served(recommendation):
    outcome = recommendation.outcome
    return outcome.workshop.plan if outcome else None


RECOMMENDATION = Editor(
    name="recommendation",
    model=Recommendation,
    form=RecommendationForm,
    find=find_recommendation,
    address=lambda recommendation: {"reference": recommendation.reference},
    blank=new_recommendation,
    may="evaluation.change_recommendation",
    plan=plan_served,
    above=lambda recommendation: reverse("evaluation:recommendation-list"),
    new=_("New recommendation"),
    edit=_("Edit the recommendation"),
    intro=_(
        "What somebody asked of the country or of the committee. Its reference is given by the site from "
        "where it was made, and no longer changes."
    ),
    added=_("The recommendation has been added."),
    saved=_("The recommendation has been saved."),
    removed=_("The recommendation has been removed."),
)


def find_assessment(user, *, kind, year):
    return get_object_or_404(Assessment, kind=kind, year=year)


ASSESSMENT = Editor(
    name="assessment",
    model=Assessment,
    form=AssessmentForm,
    find=find_assessment,
    address=lambda assessment: {"kind": assessment.kind, "year": assessment.year},
    blank=lambda user, query: Assessment(),
    may="evaluation.change_assessment",
    above=lambda assessment: reverse("evaluation:assessment-list"),
    new=_("New international report"),
    edit=_("Edit the international report"),
    added=_("The report has been added."),
    saved=_("The report has been saved."),
    removed=_("The report has been removed."),
)


def find_statement(user, *, kind, year, pk):
    rows = AssessmentStatement.objects.filter(assessment__kind=kind, assessment__year=year)
    return get_object_or_404(rows.select_related("assessment"), pk=pk)


def address_of_statement(statement) -> dict:
    return {**ASSESSMENT.address(statement.assessment), "pk": statement.pk}


def page_of_assessment(statement) -> str:
    return statement.assessment.get_absolute_url()


ASSESSMENT_STATEMENT = Editor(
    name="assessment-statement",
    model=AssessmentStatement,
    form=AssessmentStatementForm,
    find=find_statement,
    address=address_of_statement,
    blank=lambda user, query, *, kind, year: AssessmentStatement(
        assessment=find_assessment(user, kind=kind, year=year)
    ),
    may="evaluation.change_assessment",
    place=page_of_assessment,
    above=page_of_assessment,
    new=_("What a source says of the report"),
    edit=_("Edit what a source says of the report"),
    added=_("The statement has been added."),
    saved=_("The statement has been saved."),
    removed=_("The statement has been removed."),
)


def new_from(assessment) -> str:
    asked = urlencode({"assessment": f"{assessment.kind}-{assessment.year}"})
    return f"{reverse('portal:recommendation-create')}?{asked}"


offer("recommendations", adding(RECOMMENDATION, _("New recommendation"), made("recommendation")))
offer("assessments", adding(ASSESSMENT, _("New international report"), made("assessment")))
offer(Recommendation, editing(RECOMMENDATION))
offer(
    Assessment,
    editing(ASSESSMENT),
    adding(
        ASSESSMENT_STATEMENT,
        _("Add what a source says"),
        lambda assessment: reverse(
            "portal:assessment-statement-create", args=[assessment.kind, assessment.year]
        ),
    ),
    adding(RECOMMENDATION, _("New recommendation"), new_from),
)
offer(AssessmentStatement, editing(ASSESSMENT_STATEMENT))

OF_ASSESSMENT = "assessments/<slug:kind>-<int:year>/"
STATEMENTS = f"{OF_ASSESSMENT}statements/"
urlpatterns = [
    *addresses.of(RECOMMENDATION, within="recommendations/", at="recommendations/<slug:reference>/"),
    *addresses.of(ASSESSMENT, within="assessments/", at=OF_ASSESSMENT),
    *addresses.of(ASSESSMENT_STATEMENT, within=STATEMENTS, at=f"{STATEMENTS}<int:pk>/"),
]
