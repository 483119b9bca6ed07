from evaluation.reporting.assessments import AssessmentList, assessment_list
from evaluation.reporting.recommendations import (
    RecommendationList,
    RecommendationReport,
    is_demonstration,
    recommendation_list,
    report_on,
    with_origin,
)

__all__ = [
    "AssessmentList",
    "RecommendationList",
    "RecommendationReport",
    "assessment_list",
    "is_demonstration",
    "recommendation_list",
    "report_on",
    "with_origin",
]
