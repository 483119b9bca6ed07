"""Every address of the site; French without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("accounts/", include("cnclctpa.accounts.urls")),
    path("documents/", include("cnclctpa.documents.urls")),
    path("", include("cnclctpa.portal.urls")),
    prefix_default_language=False,
)
