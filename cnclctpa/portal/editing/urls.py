"""Every address of editing."""

from cnclctpa.portal.editing import activities

urlpatterns = [*activities.urlpatterns]
