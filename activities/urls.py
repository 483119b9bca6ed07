from django.urls import path

import cnclctpa.exports.converters  # noqa: F401  names the endings of files
from activities import views

app_name = "activities"

urlpatterns = [
    path("workshops/", views.workshop_list, name="workshop-list"),
    path("workshops/<slug:slug>/", views.workshop_detail, name="workshop-detail"),
    path("workshops.<ending:ending>", views.workshop_list_export, name="workshop-list-export"),
    path("outcomes/", views.outcome_list, name="outcome-list"),
    path("outcomes.<ending:ending>", views.outcome_list_export, name="outcome-list-export"),
]
