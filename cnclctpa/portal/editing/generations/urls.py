"""The addresses of generations."""

from cnclctpa.portal.editing.generations import lineage, successor

urlpatterns = [*successor.urlpatterns, *lineage.urlpatterns]
