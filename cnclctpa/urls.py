"""Every address of the site; French without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns

urlpatterns = i18n_patterns(prefix_default_language=False)
