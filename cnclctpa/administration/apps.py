from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "cnclctpa.administration.site.AdministrationSite"

    def ready(self):
        # The models that it names do not exist yet when this module is imported.
        from .naming import name_links

        name_links()
        super().ready()
