"""Every address of editing."""

from cnclctpa.portal.editing import activities, campaigns, money, steps, workshops

urlpatterns = [
    *activities.urlpatterns,
    *steps.urlpatterns,
    *money.urlpatterns,
    *campaigns.urlpatterns,
    *workshops.urlpatterns,
]
