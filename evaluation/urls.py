from django.urls import path

from evaluation import views

app_name = "evaluation"

urlpatterns = [
    path("recommendations/", views.recommendation_list, name="recommendation-list"),
    path("recommendations/<slug:reference>/", views.recommendation_detail, name="recommendation-detail"),
    path("assessments/", views.assessment_list, name="assessment-list"),
]
