"""Every address of the site; French without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

import cnclctpa.exports.converters  # noqa: F401  names the endings of files
from cnclctpa.portal.views import exports, machines, plans

handler400 = "cnclctpa.portal.views.errors.bad_request"

machine_patterns = [
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
]

plan_patterns = [
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans.<ending:ending>", exports.plan_list, name="plan-list-export"),
]

urlpatterns = machine_patterns + i18n_patterns(
    path("accounts/", include("cnclctpa.accounts.urls")),
    path("admin/", admin.site.urls),
    path("documents/", include("cnclctpa.documents.urls")),
    path("", include((plan_patterns, "plans"))),
    # Its pages of editing come before those of objects: "new" could be read as a name.
    path("", include("cnclctpa.portal.urls")),
    path("", include("activities.urls")),
    path("", include("evaluation.urls")),
    prefix_default_language=False,
)
