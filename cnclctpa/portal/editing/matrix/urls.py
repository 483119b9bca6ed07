"""The addresses of the lines of a matrix, under that of the matrix."""

from django.urls import path

import plans.converters  # noqa: F401  the converters that addresses are written with
from cnclctpa.portal.editing.matrix import views

AT = "plans/<plan:plan>/matrix/<slug:kind>/"

urlpatterns = [
    path(f"{AT}new/", views.create, name="matrix-line-create"),
    path(f"{AT}<int:pk>/", views.update, name="matrix-line-update"),
    path(f"{AT}<int:pk>/move/", views.move, name="matrix-line-move"),
]
