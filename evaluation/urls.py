from django.urls import path

import cnclctpa.exports.converters  # noqa: F401  names the endings of files
from evaluation import views

app_name = "evaluation"

urlpatterns = [
    path("recommendations/", views.recommendation_list, name="recommendation-list"),
    path(
        "recommendations.<ending:ending>",
        views.recommendation_list_export,
        name="recommendation-list-export",
    ),
    path("recommendations/<slug:reference>/", views.recommendation_detail, name="recommendation-detail"),
    path("assessments/", views.assessment_list, name="assessment-list"),
    path("assessments.<ending:ending>", views.assessment_list_export, name="assessment-list-export"),
]
