"""Where a person is signed in: what is noted, what is listed, who ends what."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from cnclctpa.accounts import sessions
from cnclctpa.accounts.browsers import device_of
from cnclctpa.accounts.reporting import sessions_of
from tests.accounts.test_views import NEW_PASSWORD, is_signed_in, sign_in
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0"
CHROME = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"
ADDRESS = "/accounts/sessions/"


def opened(user, user_agent=FIREFOX, **asked):
    """A browser in which the person has signed in."""
    client = Client(headers={"user-agent": user_agent}, **asked)
    sign_in(client, user)
    assert is_signed_in(client)
    return client


def note_of(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def end(client, number):
    return client.post(f"{ADDRESS}{number}/end/")


# What is noted


def test_signing_in_notes_the_browser_and_nothing_that_leads_to_the_person(partner):
    client = opened(partner, REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR="203.0.113.9")
    noted = note_of(client)
    assert (noted.user, noted.user_agent, noted.ip) == (partner, "Firefox/Windows", "0.0.0.0")
    assert noted.data == {}
    assert timezone.now() - noted.created_at < timedelta(minutes=1)


def test_failed_sign_in_notes_nothing(client, partner):
    sign_in(client, partner, "wrong")
    assert not UserSession.objects.exists()


def test_stranger_is_not_noted(client):
    client.get("/")
    assert not UserSession.objects.exists()


def test_second_factor_not_given_yet_is_no_session(client):
    sign_in(client, UserFactory(secretariat=True))
    client.get("/")
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(("minutes", "is_written"), [(2, False), (6, True)])
def test_last_page_is_written_every_few_minutes(minutes, is_written, partner):
    client = opened(partner)
    before = timezone.now() - timedelta(minutes=minutes)
    UserSession.objects.update(last_seen_at=before)
    caches["seen"].clear()
    client.get("/accounts/profile/")
    assert (note_of(client).last_seen_at > before) is is_written


def test_page_read_again_at_once_asks_nothing_of_the_database(partner, django_assert_num_queries):
    client = opened(partner)
    request = client.get("/accounts/profile/").wsgi_request
    assert (request.user.is_authenticated, request.session.is_empty()) == (True, False)
    with django_assert_num_queries(0):
        sessions.note(request)


def test_session_that_was_open_before_is_noted_at_its_next_page(partner):
    client = opened(partner)
    began = note_of(client).created_at
    UserSession.objects.all().delete()
    caches["seen"].clear()
    client.get(ADDRESS)
    assert note_of(client).created_at == began


def test_notes_go_once_their_sessions_are_over(partner):
    opened(partner)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=13))
    client = opened(partner)
    assert list(UserSession.objects.all()) == [note_of(client)]


def test_signing_out_leaves_no_session_to_list(partner):
    client = opened(partner)
    client.post("/accounts/logout/")
    assert sessions.open_sessions_of(partner) == []


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        (FIREFOX, "Firefox/Windows"),
        (CHROME, "Chrome/Android"),
        (CHROME + " OPR/85.0", "Opera/Android"),
        (FIREFOX.replace("Firefox", "Chrome") + " Safari/537.36 Edg/140.0", "Edge/Windows"),
        ("Opera/9.80 (J2ME/MIDP; Opera Mini/7.1; U; fr) Presto/2.8", "Opera Mini/"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari/iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605",
            "Safari/Mac",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox/Linux"),
        ("Mozilla/5.0 (Mobile; Nokia_8110; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5", "Firefox/KaiOS"),
        ("curl/8.0", "/"),
        ("", "/"),
        ("<script>alert(1)</script>" * 10_000, "/"),
    ],
)
def test_browser_is_told_in_two_words(user_agent, told):
    assert device_of(user_agent) == told


# What is listed


def test_page_lists_the_sessions_of_the_person_this_one_first(partner):
    here, telephone = opened(partner), opened(partner, CHROME)
    opened(UserFactory(), "Mozilla/5.0 (Macintosh) Version/18 Safari/605")
    telephone.get("/accounts/profile/")
    told = sessions_of(partner, current=here.session.session_key)
    assert [(one.browser, one.system, one.is_current) for one in told] == [
        ("Firefox", "Windows", True),
        ("Chrome", "Android", False),
    ]
    page = here.get("/en" + ADDRESS).text
    for words in ("Firefox on Windows", "this session", "Chrome on Android", "Neither the network address"):
        assert words in page
    assert page.count('<span class="tag">this session</span>') == 1
    assert "Safari" not in page


def test_page_is_reached_from_the_profile(partner):
    assert f'href="{ADDRESS}"' in opened(partner).get("/accounts/profile/").text


def test_page_is_for_those_who_are_signed_in(client):
    assert client.get(ADDRESS).url.startswith("/accounts/login/")


def test_unknown_browser_is_told_as_such(partner):
    page = opened(partner, "<b>curl</b>").get("/en" + ADDRESS).text
    assert "A browser that the site does not know" in page
    assert "<b>curl" not in page


def test_list_asks_the_database_as_much_for_three_sessions_as_for_one(partner, django_assert_num_queries):
    for _ in range(2):
        client = opened(partner)
        with django_assert_num_queries(2):
            sessions_of(partner, current=client.session.session_key)


def test_sessions_that_expired_are_not_listed(partner):
    old, here = opened(partner), opened(partner)
    Session.objects.filter(pk=old.session.session_key).update(expire_date=timezone.now())
    assert sessions.open_sessions_of(partner) == [note_of(here)]


# What is ended


def test_session_is_ended_and_the_others_go_on(partner):
    here, telephone, other = opened(partner), opened(partner, CHROME), opened(partner)
    response = end(here, note_of(telephone).pk)
    assert response.url == ADDRESS
    assert [is_signed_in(one) for one in (here, telephone, other)] == [True, False, True]
    assert telephone.get("/accounts/profile/").url.startswith("/accounts/login/")
    assert {one.pk for one in sessions.open_sessions_of(partner)} == {note_of(here).pk, note_of(other).pk}


def test_all_the_others_are_ended(partner):
    here, telephone, stranger = opened(partner), opened(partner, CHROME), opened(UserFactory())
    opened(partner)
    response = here.post("/en" + ADDRESS + "end-others/", follow=True)
    assert "2 other sessions have been ended." in response.text
    assert [is_signed_in(one) for one in (here, telephone, stranger)] == [True, False, True]
    again = here.post("/en" + ADDRESS + "end-others/", follow=True)
    assert "There was no other session to end." in again.text


def test_ending_this_session_signs_out(partner):
    here = opened(partner)
    assert end(here, note_of(here).pk).url == "/"
    assert not is_signed_in(here)
    assert not UserSession.objects.exists()


@pytest.mark.parametrize("who", ["partner", "administrator"])
def test_nobody_ends_the_session_of_another(who, client, request):
    other = opened(UserFactory())
    client.force_login(request.getfixturevalue(who))
    assert end(client, note_of(other).pk).status_code == 404
    assert client.post(ADDRESS + "end-others/").status_code == 302
    assert is_signed_in(other)


@pytest.mark.parametrize("number", ["0", "99999", "9" * 40, "-1", "x", "1;drop", "%00"])
def test_forged_numbers_end_nothing(number, partner):
    here = opened(partner)
    assert end(here, number).status_code == 404
    assert is_signed_in(here)


def test_session_already_ended_is_not_found(partner):
    here, telephone = opened(partner), opened(partner, CHROME)
    number = note_of(telephone).pk
    assert [end(here, number).status_code for _ in range(2)] == [302, 404]


def test_ending_takes_a_post_with_its_token(partner):
    here, telephone = opened(partner), opened(partner, CHROME)
    number = note_of(telephone).pk
    assert here.get(f"{ADDRESS}{number}/end/").status_code == 405
    assert here.get(ADDRESS + "end-others/").status_code == 405
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = here.cookies
    assert end(forged, number).status_code == 403
    assert is_signed_in(telephone)


def test_visitors_of_a_demonstration_account_do_not_see_nor_end_each_other(settings):
    settings.DEMONSTRATION = True
    shared = UserFactory(email="demo@demonstration.example")
    here, other = opened(shared), opened(shared, CHROME)
    page = here.get("/en" + ADDRESS).text
    assert "Firefox on Windows" in page
    assert "Chrome" not in page
    assert end(here, note_of(other).pk).status_code == 403
    assert here.post(ADDRESS + "end-others/").status_code == 403
    assert is_signed_in(other)


def test_changing_the_password_ends_the_other_sessions(partner):
    here, telephone = opened(partner), opened(partner, CHROME)
    typed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/accounts/password/change/", typed).status_code == 302
    assert [is_signed_in(one) for one in (here, telephone)] == [True, False]
    assert not Session.objects.filter(pk=telephone.session.session_key).exists()
    assert sessions.open_sessions_of(UserFactory._meta.model.objects.get(pk=partner.pk)) == [note_of(here)]
