from functools import update_wrapper

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from cnclctpa.accounts.permissions import may_enter_administration
from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way
from cnclctpa.audit.history import told
from cnclctpa.audit.models import Entry
from cnclctpa.work.once import key_of, new_key, once

#: What follows the plan first, then what serves everything.
ORDER = (
    "plans",
    "activities",
    "evaluation",
    "reference",
    "documents",
    "accounts",
    "work",
    "content",
    "audit",
)
#: Django’s own pages that have another address here, or none.
LEFT_OUT = {"logout", "password_change", "password_change_done", "view_on_site"}
READ = ("GET", "HEAD")
WRITTEN = (*READ, "POST")
#: Views that only read, whatever they are asked for.
READING = {
    "index",
    "app_index",
    "autocomplete_view",
    "i18n_javascript",
    "history_view",
    "export_view",
    "sign_in",
}
LATEST = 10


def carried_out(request, view):
    """The answer of a view; of a form that is sent a second time, the first answer."""
    is_kept = request.method == "POST" and key_of(request) is not None
    return once(request, view) if is_kept else view()


class AdministrationSite(admin.AdminSite):
    """For administrators, their second factor given; people sign in where everybody does."""

    #: An address that does not exist is told by the page of the site that says so.
    final_catch_all_view = False

    site_title = _("administration")
    site_header = _("Administration of the national action plans")
    index_title = _("Every record of the site")
    empty_value_display = "–"

    def __init__(self, name="admin"):
        super().__init__(name)
        self.disable_action("delete_selected")

    def register(self, models, admin_class=None, **options):
        """What libraries register by themselves would leave no trail: it has no page here."""
        if getattr(admin_class, "leaves_a_trail", False):
            super().register(models, admin_class, **options)

    def has_permission(self, request):
        return may_enter_administration(request)

    def admin_view(self, view, cacheable=False):
        """Refuse others as pages do; say of each change that it came in here, and make it once."""
        methods = READ if getattr(view, "__name__", "") in READING else WRITTEN

        def inside(request, *args, **kwargs):
            with because("", way=Way.ADMIN):
                return carried_out(request, lambda: view(request, *args, **kwargs))

        protected = super().admin_view(update_wrapper(inside, view), cacheable)

        def entered(request, *args, **kwargs):
            if not self.has_permission(request):
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return protected(request, *args, **kwargs)

        return update_wrapper(entered, view)

    def each_context(self, request):
        return {**super().each_context(request), "form_key": new_key()}

    def get_urls(self):
        kept = [one for one in super().get_urls() if getattr(one, "name", None) not in LEFT_OUT | {"login"}]
        for one in kept:
            # Django would have strangers sign in at /admin/login/, which knows nothing of second factors.
            if hasattr(getattr(one, "callback", None), "login_url"):
                del one.callback.login_url
        return [path("login/", self.admin_view(self.sign_in), name="login"), *kept]

    def sign_in(self, request):
        """Only who has signed in comes here: strangers are sent to the page where everybody does."""
        return redirect("admin:index")

    def index(self, request, extra_context=None):
        latest = Entry.objects.filter(actor=request.user).select_related("actor").order_by("-position")
        context = {"latest": told(list(latest[:LATEST])), **(extra_context or {})}
        return super().index(request, context)

    def get_app_list(self, request, app_label=None):
        """In the order of the plan; in each app, what is a part of something else comes last."""
        apps = super().get_app_list(request, app_label)
        for one in apps:
            one["models"].sort(key=lambda model: getattr(self._registry[model["model"]], "is_part", False))
        return sorted(
            apps, key=lambda one: ORDER.index(one["app_label"]) if one["app_label"] in ORDER else 99
        )
