"""What people fill about recommendations and international reports, and the filter of their list."""

from evaluation.forms.filters import REPORT, WORKSHOP, RecommendationFilter

__all__ = ["REPORT", "WORKSHOP", "RecommendationFilter"]
