from evaluation.models.assessments import Assessment, AssessmentStatement
from evaluation.models.recommendations import Recommendation

__all__ = ["Assessment", "AssessmentStatement", "Recommendation"]
