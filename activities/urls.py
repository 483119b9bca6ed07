from django.urls import path

from activities import views

app_name = "activities"

urlpatterns = [
    path("workshops/", views.workshop_list, name="workshop-list"),
    path("workshops/<slug:slug>/", views.workshop_detail, name="workshop-detail"),
    path("outcomes/", views.outcome_list, name="outcome-list"),
]
