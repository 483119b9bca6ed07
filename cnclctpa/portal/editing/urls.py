"""Every address of editing."""

from cnclctpa.portal.editing import (
    activities,
    campaigns,
    confidence,
    documents,
    evaluation,
    framework,
    indicators,
    lists,
    money,
    organisations,
    plans,
    reference,
    reports,
    steps,
    undo,
    workshops,
)
from cnclctpa.portal.editing.bulk import views as bulk
from cnclctpa.portal.editing.generations import urls as generations
from cnclctpa.portal.editing.matrix import urls as matrix
from cnclctpa.portal.editing.paste import views as paste

urlpatterns = [
    *activities.urlpatterns,
    *steps.urlpatterns,
    *money.urlpatterns,
    *campaigns.urlpatterns,
    *reports.urlpatterns,
    *workshops.urlpatterns,
    *plans.urlpatterns,
    *framework.urlpatterns,
    *confidence.urlpatterns,
    *indicators.urlpatterns,
    *documents.urlpatterns,
    *evaluation.urlpatterns,
    *reference.urlpatterns,
    *organisations.urlpatterns,
    *lists.urlpatterns,
    *matrix.urlpatterns,
    *undo.urlpatterns,
    *paste.urlpatterns,
    *bulk.urlpatterns,
    *generations.urlpatterns,
]
