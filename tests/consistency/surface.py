"""Who may ask what: one written rule for each name of the URLconf.

A page is added with one line in ``RULES``. ``public()`` and ``signed_in()`` are for addresses without
arguments; for the others, ``of(…)`` has one case for each kind of object: a function that makes it and
returns the arguments of its address, and those who see it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils import timezone

CAST = ("anonymous", "partner", "focal_point", "secretariat", "administrator")
METHODS = ("get", "head", "post", "put", "patch", "delete")

EVERYONE = frozenset(CAST)
SIGNED_IN = EVERYONE - {"anonymous"}
EDITORS = frozenset({"secretariat", "administrator"})
NOBODY: frozenset[str] = frozenset()

SIGN_IN = "to sign-in"  # redirected to the page where one signs in
ELSEWHERE = "elsewhere"  # redirected to another page

READ_ONLY = {"get": 200, "head": 200, "post": 405, "put": 405, "patch": 405, "delete": 405}
MISSING = {**READ_ONLY, "get": 404, "head": 404}
CLOSED = dict.fromkeys(METHODS, SIGN_IN)
GONE_ELSEWHERE = dict.fromkeys(METHODS, ELSEWHERE)
# allauth’s forms answer a request without data by showing the form again.
FORM = {"get": 200, "head": 200, "post": 200, "put": 200, "patch": 405, "delete": 405}
# What concerns the safety of an account first asks again who one is.
ASKED_AGAIN = {**dict.fromkeys(METHODS, 405), "get": ELSEWHERE, "head": ELSEWHERE}
ASKED_AGAIN_TO_WRITE = {**ASKED_AGAIN, "post": ELSEWHERE}


@dataclass(frozen=True)
class Case:
    """What each member of the cast gets, by method, for one kind of object."""

    expected: dict[str, dict[str, int | str]]
    arguments: Callable[[], list] = list


@dataclass(frozen=True)
class Rule:
    """The cases of one address; ``is_open`` when strangers are let in to ask."""

    cases: dict[str, Case]
    is_open: bool = False

    def __post_init__(self):
        if not self.cases:
            raise ValueError("A rule without cases checks nothing: write at least one.")


def public(methods: dict = READ_ONLY) -> Rule:
    return Rule({"": Case(dict.fromkeys(CAST, methods))}, is_open=True)


def signed_in(methods: dict = READ_ONLY) -> Rule:
    return Rule({"": Case({"anonymous": CLOSED, **dict.fromkeys(sorted(SIGNED_IN), methods)})})


def unlike(strangers: dict, members: dict) -> Rule:
    """An open address that answers those who have signed in otherwise."""
    cases = {"": Case({"anonymous": strangers, **dict.fromkeys(sorted(SIGNED_IN), members)})}
    return Rule(cases, is_open=True)


def by_second_factor(having: dict, lacking: dict) -> Rule:
    """An address that answers those enrolled, as the secretariat and the administrators are, otherwise."""
    expected = {who: having if who in EDITORS else lacking for who in sorted(SIGNED_IN)}
    return Rule({"": Case({"anonymous": CLOSED, **expected})})


def by_link(**cases: tuple[Callable[[], list], dict]) -> Rule:
    """An open address that nobody can guess: whoever holds the link is answered the same."""
    return Rule(
        {name: Case(dict.fromkeys(CAST, methods), arguments) for name, (arguments, methods) in cases.items()},
        is_open=True,
    )


def of(**cases: tuple[Callable[[], list], frozenset[str]]) -> Rule:
    """Open addresses of objects: each case makes one and names who sees it; to others it does not exist."""
    return Rule(
        {
            name: Case({who: READ_ONLY if who in seen_by else MISSING for who in CAST}, arguments)
            for name, (arguments, seen_by) in cases.items()
        },
        is_open=True,
    )


def of_plan(*others: object, make: Callable | None = None) -> Rule:
    """An address of a plan, or of a part: ``make`` builds it and returns what follows the slug."""

    def arguments(**traits):
        def build():
            from tests.factories.plans import PlanFactory

            plan = PlanFactory(**traits)
            return [plan.slug, *(make(plan) if make else [])]

        return build

    return of(
        published=(arguments(published=True), EVERYONE),
        shared=(arguments(is_shared_with_partners=True), SIGNED_IN),
        draft=(arguments(), EDITORS),
        missing=(lambda: ["1999", *others], NOBODY),
    )


def an_axis(plan) -> list:
    from tests.factories.plans import AxisFactory

    return [AxisFactory(plan=plan).position]


def an_objective(plan) -> list:
    from tests.factories.plans import StrategicObjectiveFactory

    return [StrategicObjectiveFactory(plan=plan, axis__plan=plan).code]


def a_lead(plan) -> list:
    from tests.factories.activities import ActivityFactory

    return [ActivityFactory(plan=plan, with_lead=True).lead.slug]


def an_indicator(plan) -> list:
    from tests.factories.indicators import IndicatorFactory

    return [IndicatorFactory(plan=plan).code]


def a_result(plan) -> list:
    from tests.factories.plans import ResultFactory

    return [ResultFactory(objective__plan=plan).code]


def an_activity(plan) -> list:
    from tests.factories.activities import ActivityFactory

    return [ActivityFactory(plan=plan).code]


def a_campaign(plan) -> list:
    from tests.factories.reports import CampaignFactory

    return [CampaignFactory(plan=plan).slug]


def a_report(**state) -> Callable[[], list]:
    """A report of a published plan, on an activity that no organisation of the cast leads."""

    def build():
        from tests.factories.plans import PlanFactory
        from tests.factories.reports import ProgressReportFactory

        report = ProgressReportFactory(activity__plan=PlanFactory(published=True), of_campaign=True, **state)
        return [report.activity.plan.slug, report.activity.code, report.campaign.slug]

    return build


def a_report_of_a_draft_plan() -> list:
    from tests.factories.reports import ProgressReportFactory

    report = ProgressReportFactory(of_campaign=True, validated=True)
    return [report.activity.plan.slug, report.activity.code, report.campaign.slug]


def a_workshop(**traits) -> Callable[[], list]:
    def build():
        from tests.factories.activities import WorkshopFactory

        return [WorkshopFactory(**traits).slug]

    return build


def a_workshop_of_plan(**traits) -> Callable[[], list]:
    def build():
        from tests.factories.plans import PlanFactory

        return a_workshop(plan=PlanFactory(**traits))()

    return build


def a_recommendation(**traits) -> Callable[[], list]:
    def build():
        from tests.factories.evaluation import RecommendationFactory

        return [RecommendationFactory(**traits).reference]

    return build


def a_recommendation_of_plan(**traits) -> Callable[[], list]:
    def build():
        from tests.factories.plans import PlanFactory

        return a_recommendation(outcome__workshop__plan=PlanFactory(**traits))()

    return build


def a_region() -> list:
    from tests.factories.reference import RegionFactory

    region = RegionFactory()
    return [region.division, region.slug]


def of_document(**traits) -> Rule:
    """An address of a document: who sees it is a matter of its audience."""

    def document(**audience):
        def build():
            from tests.factories.documents import DocumentFactory

            return [DocumentFactory(**traits, **audience).pk]

        return build

    return of(
        public=(document(public=True), EVERYONE),
        for_partners=(document(for_partners=True), EDITORS | {"partner"}),
        of_another_organisation=(document(for_organisation=True), EDITORS),
        for_the_secretariat=(document(), EDITORS),
        missing=(lambda: [999], NOBODY),
    )


def a_session_of_another() -> list:
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session

    from tests.factories.accounts import UserFactory

    later = timezone.now() + timedelta(hours=1)
    session = Session.objects.create(session_key="of-another", session_data="", expire_date=later)
    noted = {"ip": "0.0.0.0", "user_agent": "Firefox/Windows", "session_key": session.session_key}
    return [UserSession.objects.create(user=UserFactory(), **noted).pk]


def nobody_ends(arguments: Callable[[], list]) -> Case:
    methods = {**dict.fromkeys(METHODS, 405), "post": 404}
    return Case({"anonymous": CLOSED, **dict.fromkeys(sorted(SIGNED_IN), methods)}, arguments)


def an_invitation(**traits) -> Callable[[], list]:
    def build():
        from tests.factories.accounts import InvitationFactory

        return [InvitationFactory(**traits).token]

    return build


def an_invitation_of_last_month() -> list:
    now = timezone.now()
    return an_invitation(invited_at=now - timedelta(days=30), expires_at=now - timedelta(days=16))()


def an_invitation_accepted() -> list:
    from tests.factories.accounts import UserFactory

    return an_invitation(accepted_at=timezone.now(), accepted_by=UserFactory())()


def an_invitation_withdrawn() -> list:
    return an_invitation(withdrawn_at=timezone.now())()


def a_reset_link(*, spent: bool = False) -> list:
    from tests.factories.accounts import UserFactory

    account = UserFactory()
    key = PasswordResetTokenGenerator().make_token(account)
    if spent:
        account.set_password("Baobab-caïlcédrat-2019")
        account.save()
    return [user_pk_to_url_str(account), key]


WRITTEN_BY_NOBODY = dict.fromkeys(("put", "patch", "delete"), 405)
INVITATION = {"get": 200, "head": 200, "post": 200, **WRITTEN_BY_NOBODY}
NO_SUCH_INVITATION = {"get": 404, "head": 404, "post": 404, **WRITTEN_BY_NOBODY}
INVITATION_GONE = {"get": 410, "head": 410, "post": 410, **WRITTEN_BY_NOBODY}
# The key is put away in the session, so that it is read over no shoulder: the form has another address.
VALID_LINK = GONE_ELSEWHERE
SPENT_LINK = dict.fromkeys(METHODS, 200)

# Signing out asks first; a request that reads signs nobody out.
SIGNED_OUT = {"get": ELSEWHERE, "head": ELSEWHERE, "post": ELSEWHERE, "put": 405, "patch": 405, "delete": 405}
SIGNING_OUT = {**READ_ONLY, "post": ELSEWHERE}

RULES: dict[str, Rule] = {
    # Pages of several apps
    "portal:home": public(),
    "portal:plan-dashboard": of_plan(),
    "portal:plan-about": of_plan(),
    "portal:plan-matrix": of_plan(),
    "portal:plan-timeline": of_plan(),
    "portal:plan-lineage": of_plan(),
    "portal:annual-plan-detail": of_plan(2024, make=lambda plan: [plan.starts_on.year]),
    "portal:axis-detail": of_plan(1, make=an_axis),
    "portal:objective-detail": of_plan("1.1", make=an_objective),
    "portal:plan-funding": of_plan(),
    "portal:organisation-list": of_plan(),
    "portal:organisation-detail": of_plan("nowhere", make=a_lead),
    "portal:indicator-list": of_plan(),
    "portal:indicator-detail": of_plan("1.1.1", make=an_indicator),
    "portal:result-detail": of_plan("1.1.1", make=a_result),
    "portal:activity-list": of_plan(),
    "portal:activity-detail": of_plan("1.1.1.1", make=an_activity),
    "portal:report-detail": of(
        validated=(a_report(validated=True), EVERYONE),
        submitted=(a_report(submitted=True), SIGNED_IN),
        returned=(a_report(returned=True), frozenset({"secretariat"})),
        draft=(a_report(), frozenset({"secretariat"})),
        of_draft_plan=(a_report_of_a_draft_plan, EDITORS),
        missing=(lambda: ["1999", "1.1.1.1", "2024-t1"], NOBODY),
    ),
    "portal:reporting": of_plan(),
    "portal:campaign-detail": of_plan("2024-t1", make=a_campaign),
    "portal:region-list": public(),
    "portal:region-detail": of(known=(a_region, EVERYONE), missing=(lambda: ["2023", "atlantide"], NOBODY)),
    "portal:search": public(),
    "portal:about": public(),
    "portal:committee": public(),
    "portal:figure-list": public(),
    "portal:law": public(),
    "portal:source-list": public(),
    "portal:method": public(),
    "portal:accessibility": public(),
    "portal:help": public(),
    "healthz": public(),
    "robots": public(),
    # Lists and objects of each app
    "plans:plan-list": public(),
    "activities:workshop-list": public(),
    "activities:workshop-detail": of(
        of_no_plan=(a_workshop(), EVERYONE),
        of_published_plan=(a_workshop_of_plan(published=True), EVERYONE),
        of_shared_plan=(a_workshop_of_plan(shared=True), SIGNED_IN),
        of_draft_plan=(a_workshop_of_plan(), EDITORS),
        missing=(lambda: ["nowhere"], NOBODY),
    ),
    "activities:outcome-list": public(),
    "evaluation:recommendation-list": public(),
    "evaluation:recommendation-detail": of(
        of_report=(a_recommendation(of_report=True), EVERYONE),
        of_published_plan=(a_recommendation_of_plan(published=True), EVERYONE),
        of_shared_plan=(a_recommendation_of_plan(shared=True), SIGNED_IN),
        of_draft_plan=(a_recommendation_of_plan(), EDITORS),
        missing=(lambda: ["R-0"], NOBODY),
    ),
    "evaluation:assessment-list": public(),
    "documents:document-detail": of_document(),
    "documents:document-file": of_document(stored=True),
    # People
    "portal:desk": signed_in(),
    "accounts:profile": signed_in({"get": 200, "head": 200, "post": 200, **WRITTEN_BY_NOBODY}),
    "accounts:invitation-accept": by_link(
        pending=(an_invitation(), INVITATION),
        accepted=(an_invitation_accepted, INVITATION_GONE),
        withdrawn=(an_invitation_withdrawn, INVITATION_GONE),
        expired=(an_invitation_of_last_month, INVITATION_GONE),
        missing=(lambda: ["none"], NO_SUCH_INVITATION),
    ),
    "account_login": unlike(strangers=FORM, members=GONE_ELSEWHERE),
    "account_logout": unlike(strangers=SIGNED_OUT, members=SIGNING_OUT),
    "mfa_authenticate": unlike(strangers=CLOSED, members=GONE_ELSEWHERE),
    "account_reauthenticate": by_second_factor(having=GONE_ELSEWHERE, lacking=FORM),
    "mfa_reauthenticate": by_second_factor(having=FORM, lacking=GONE_ELSEWHERE),
    "accounts:sessions": signed_in(),
    "accounts:session-end": Rule(
        {"of_another": nobody_ends(a_session_of_another), "missing": nobody_ends(lambda: [0])}
    ),
    "accounts:sessions-end-others": signed_in({**dict.fromkeys(METHODS, 405), "post": ELSEWHERE}),
    "accounts:second-factor-enrol": signed_in(ASKED_AGAIN_TO_WRITE),
    "accounts:second-factor-remove": signed_in(ASKED_AGAIN_TO_WRITE),
    "accounts:recovery-codes": signed_in(ASKED_AGAIN),
    "accounts:recovery-codes-text": signed_in(ASKED_AGAIN),
    "accounts:recovery-codes-renew": signed_in({**dict.fromkeys(METHODS, 405), "post": ELSEWHERE}),
    "account_change_password": signed_in(FORM),
    "account_reset_password": public(FORM),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": by_link(
        valid=(a_reset_link, VALID_LINK),
        spent=(lambda: a_reset_link(spent=True), SPENT_LINK),
        made_up=(lambda: ["1", "abc-def"], SPENT_LINK),
    ),
    "account_reset_password_from_key_done": public(),
}
