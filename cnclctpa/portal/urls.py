from django.urls import path

from cnclctpa.portal.editing import urls as editing
from cnclctpa.portal.exports import urls as exports
from cnclctpa.portal.views import (
    about,
    activities,
    campaigns,
    desk,
    funding,
    history,
    home,
    indicators,
    lineage,
    organisations,
    plans,
    publication,
    regions,
    results,
    search,
    structure,
)

app_name = "portal"

urlpatterns = [
    # Before the pages of objects: a code could be read as "new".
    *editing.urlpatterns,
    *exports.urlpatterns,
    *history.urlpatterns,
    path("", home.home, name="home"),
    path("plans/<plan:plan>/", plans.plan_dashboard, name="plan-dashboard"),
    path("plans/<plan:plan>/about/", plans.plan_about, name="plan-about"),
    path("plans/<plan:plan>/publication/", publication.plan_publication, name="plan-publication"),
    path("plans/<plan:plan>/publication/preview/", publication.plan_preview, name="plan-preview"),
    path("plans/<plan:plan>/matrix/", structure.plan_matrix, name="plan-matrix"),
    path("plans/<plan:plan>/timeline/", structure.plan_timeline, name="plan-timeline"),
    path("plans/<plan:plan>/lineage/", lineage.plan_lineage, name="plan-lineage"),
    path("plans/<plan:plan>/years/<int:year>/", structure.annual_plan_detail, name="annual-plan-detail"),
    path("plans/<plan:plan>/axes/<int:position>/", plans.axis_detail, name="axis-detail"),
    path("plans/<plan:plan>/objectives/<code:code>/", plans.objective_detail, name="objective-detail"),
    path("plans/<plan:plan>/funding/", funding.plan_funding, name="plan-funding"),
    path("plans/<plan:plan>/organisations/", organisations.organisation_list, name="organisation-list"),
    path(
        "plans/<plan:plan>/organisations/<slug:slug>/",
        organisations.organisation_detail,
        name="organisation-detail",
    ),
    path("plans/<plan:plan>/indicators/", indicators.indicator_list, name="indicator-list"),
    path("plans/<plan:plan>/indicators/<code:code>/", indicators.indicator_detail, name="indicator-detail"),
    path("plans/<plan:plan>/results/<code:code>/", results.result_detail, name="result-detail"),
    path("plans/<plan:plan>/activities/", activities.activity_list, name="activity-list"),
    path("plans/<plan:plan>/activities/<code:code>/", activities.activity_detail, name="activity-detail"),
    path(
        "plans/<plan:plan>/activities/<code:code>/reports/<slug:campaign>/",
        campaigns.report_detail,
        name="report-detail",
    ),
    path("plans/<plan:plan>/reporting/", campaigns.reporting, name="reporting"),
    path("plans/<plan:plan>/reporting/<slug:campaign>/", campaigns.campaign_detail, name="campaign-detail"),
    path("desk/", desk.desk, name="desk"),
    path("regions/", regions.region_list, name="region-list"),
    path("regions/<int:division>/<slug:slug>/", regions.region_detail, name="region-detail"),
    path("about/", about.about, name="about"),
    path("about/committee/", about.committee, name="committee"),
    path("about/figures/", about.figure_list, name="figure-list"),
    path("about/law/", about.law, name="law"),
    path("about/sources/", about.source_list, name="source-list"),
    path("about/method/", about.method, name="method"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("help/", about.guide, name="help"),
    path("search/", search.results, name="search"),
]
