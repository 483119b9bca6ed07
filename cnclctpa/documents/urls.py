from django.urls import path

from . import views

app_name = "documents"

urlpatterns = [
    path("<int:pk>/", views.document_detail, name="document-detail"),
    path("<int:pk>/file/", views.document_file, name="document-file"),
]
