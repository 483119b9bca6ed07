"""Accounts: our own pages, and those pages of allauth that are used here, one by one.

Allauth has others (signing up, several addresses per account…): a name that is not here has no address.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as allauth_codes
from django.urls import include, path, re_path

from .views import accounts as views
from .views import second_factor, sessions

accounts = [
    path("profile/", views.profile, name="profile"),
    path("invitation/<str:token>/", views.invitation_accept, name="invitation-accept"),
    path("sessions/", sessions.session_list, name="sessions"),
    path("sessions/<int:number>/end/", sessions.session_end, name="session-end"),
    path("sessions/end-others/", sessions.session_end_others, name="sessions-end-others"),
    path("second-factor/enrol/", second_factor.enrol, name="second-factor-enrol"),
    path("second-factor/remove/", second_factor.remove, name="second-factor-remove"),
    path("second-factor/codes/", second_factor.codes, name="recovery-codes"),
    path("second-factor/codes.txt", second_factor.codes_as_text, name="recovery-codes-text"),
    path("second-factor/codes/renew/", second_factor.renew_codes, name="recovery-codes-renew"),
]

urlpatterns = [
    path("", include((accounts, "accounts"))),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("login/code/", allauth_codes.authenticate, name="mfa_authenticate"),
    path("again/", allauth.reauthenticate, name="account_reauthenticate"),
    path("again/code/", allauth_codes.reauthenticate, name="mfa_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
