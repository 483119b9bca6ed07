from django.urls import path

from cnclctpa.portal.views import home, regions

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("regions/", regions.region_list, name="region-list"),
    path("regions/<int:division>/<slug:slug>/", regions.region_detail, name="region-detail"),
]
