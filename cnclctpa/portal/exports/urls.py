"""The addresses of lists as files: those of their pages, with an ending in the place of the last slash."""

from django.urls import path

import cnclctpa.exports.converters  # noqa: F401  names the endings of files
from cnclctpa.portal.views import exports, quality

urlpatterns = [
    path("plans/<plan:plan>/report.xlsx", exports.plan_workbook, name="plan-workbook"),
    path("plans/<plan:plan>/matrix.<ending:ending>", exports.plan_matrix, name="plan-matrix-export"),
    path("plans/<plan:plan>/timeline.<ending:ending>", exports.plan_timeline, name="plan-timeline-export"),
    path(
        "plans/<plan:plan>/years/<int:year>.<ending:ending>",
        exports.annual_plan_detail,
        name="annual-plan-detail-export",
    ),
    path("plans/<plan:plan>/funding.<ending:ending>", exports.plan_funding, name="plan-funding-export"),
    path(
        "plans/<plan:plan>/organisations.<ending:ending>",
        exports.organisation_list,
        name="organisation-list-export",
    ),
    path(
        "plans/<plan:plan>/indicators.<ending:ending>", exports.indicator_list, name="indicator-list-export"
    ),
    path("plans/<plan:plan>/activities.<ending:ending>", exports.activity_list, name="activity-list-export"),
    path("plans/<plan:plan>/reporting.<ending:ending>", exports.reporting, name="reporting-export"),
    path(
        "plans/<plan:plan>/reporting/<slug:campaign>.<ending:ending>",
        exports.campaign_detail,
        name="campaign-detail-export",
    ),
    path(
        "plans/<plan:plan>/quality.<ending:ending>", quality.plan_quality_export, name="plan-quality-export"
    ),
    path("regions.<ending:ending>", exports.region_list, name="region-list-export"),
    path("about/committee.<ending:ending>", exports.committee, name="committee-export"),
    path("about/figures.<ending:ending>", exports.figure_list, name="figure-list-export"),
    path("about/sources.<ending:ending>", exports.source_list, name="source-list-export"),
]
