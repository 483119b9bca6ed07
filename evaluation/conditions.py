"""On what conditions recommendations and international reports are kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cnclctpa.audit.filling import next_place
from cnclctpa.audit.keeping import checks, fills
from evaluation.models import Assessment, AssessmentStatement, Recommendation
from plans.conditions import next_code

#: Of the origin in a reference: its number follows.
LONGEST_ORIGIN = 34
#: No report tells of a year that has hardly begun, and none is older than the United Nations.
FIRST_YEAR = 1945


@fills(Recommendation)
def number_recommendation(recommendation: Recommendation) -> None:
    """The next reference of its origin: people quote it."""
    outcome, assessment = recommendation.outcome, recommendation.assessment
    if recommendation.reference:
        return
    if outcome:
        origin = outcome.workshop.slug
    elif assessment:
        origin = f"{assessment.kind}-{assessment.year}"
    else:
        return
    prefix = f"{origin[:LONGEST_ORIGIN].rstrip('-')}-"
    known = Recommendation.objects.filter(reference__startswith=prefix)
    recommendation.reference = next_code(prefix, known.values_list("reference", flat=True))


@checks(Recommendation)
def reference_stays(recommendation: Recommendation, before: Recommendation | None) -> None:
    if before and recommendation.reference != before.reference:
        raise ValidationError({"reference": _("People have quoted this reference: it no longer changes.")})


@fills(AssessmentStatement)
def place_assessment_statement(statement: AssessmentStatement) -> None:
    statement.position = statement.position or next_place(statement.assessment.statements)


@checks(Assessment)
def assessment_conditions(assessment: Assessment, before: Assessment | None) -> None:
    if assessment.year is not None and assessment.year < FIRST_YEAR:
        raise ValidationError({"year": _("Write the year of the report with four digits.")})
    if assessment.covers_to and assessment.covers_to.year > assessment.year:
        raise ValidationError({"covers_to": _("A report does not tell of what follows its year.")})
