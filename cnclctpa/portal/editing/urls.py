"""Every address of editing."""

from cnclctpa.portal.editing import activities, campaigns, money, reports, steps, workshops

urlpatterns = [
    *activities.urlpatterns,
    *steps.urlpatterns,
    *money.urlpatterns,
    *campaigns.urlpatterns,
    *reports.urlpatterns,
    *workshops.urlpatterns,
]
