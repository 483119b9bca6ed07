"""Who may ask what: one written rule for each name of the URLconf.

A page is added with one line in ``RULES``. ``public()`` and ``signed_in()`` are for addresses without
arguments; for the others, ``of(…)`` has one case for each kind of object: a function that makes it and
returns the arguments of its address, and those who see it.
"""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Case:
    """What each member of the cast gets, by method, for one kind of object."""

    expected: dict[str, dict[str, int | str]]
    arguments: Callable[[], list] = list


@dataclass(frozen=True)
class Rule:
    cases: dict[str, Case]
    is_open: bool = True


def public() -> Rule:
    return Rule({"": Case(dict.fromkeys(CAST, READ_ONLY))})


def signed_in(methods: dict = READ_ONLY) -> Rule:
    return Rule({"": Case({"anonymous": CLOSED, **dict.fromkeys(sorted(SIGNED_IN), methods)})}, is_open=False)


def of(**cases: tuple[Callable[[], list], frozenset[str]]) -> Rule:
    """Open addresses of objects: each case makes one and names who sees it; to others it does not exist."""
    return Rule(
        {
            name: Case({who: READ_ONLY if who in seen_by else MISSING for who in CAST}, arguments)
            for name, (arguments, seen_by) in cases.items()
        }
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


def a_pending_invitation() -> list:
    from tests.factories.accounts import InvitationFactory

    return [InvitationFactory().token]


NO_SUCH_INVITATION = dict.fromkeys(METHODS, 404) | dict.fromkeys(("put", "patch", "delete"), 405)
INVITATION = {"get": 200, "head": 200, "post": 200, "put": 405, "patch": 405, "delete": 405}

# Signing out asks first; a request that reads signs nobody out.
SIGNED_OUT = {"get": ELSEWHERE, "head": ELSEWHERE, "post": ELSEWHERE, "put": 405, "patch": 405, "delete": 405}
SIGNING_OUT = {**READ_ONLY, "post": ELSEWHERE}

RULES: dict[str, Rule] = {
    # Pages of several apps
    "portal:home": public(),
    "portal:plan-dashboard": of_plan(),
    "portal:plan-about": of_plan(),
    "portal:axis-detail": of_plan(1, make=an_axis),
    "portal:objective-detail": of_plan("1.1", make=an_objective),
    "portal:region-list": public(),
    "portal:region-detail": of(known=(a_region, EVERYONE), missing=(lambda: ["2023", "atlantide"], NOBODY)),
    "portal:search": public(),
    "portal:about": public(),
    "portal:committee": public(),
    "portal:figure-list": public(),
    "portal:law": public(),
    "portal:source-list": public(),
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
    # Accounts
    "accounts:profile": signed_in(
        {"get": 200, "head": 200, "post": 200, "put": 405, "patch": 405, "delete": 405}
    ),
    "accounts:invitation-accept": Rule(
        {"missing": Case(dict.fromkeys(CAST, NO_SUCH_INVITATION), lambda: ["none"])}
    ),
    "account_login": Rule(
        {"": Case({"anonymous": FORM, **dict.fromkeys(sorted(SIGNED_IN), GONE_ELSEWHERE)})}
    ),
    "account_logout": Rule(
        {"": Case({"anonymous": SIGNED_OUT, **dict.fromkeys(sorted(SIGNED_IN), SIGNING_OUT)})}
    ),
    "account_change_password": signed_in(FORM),
    "account_reset_password": Rule({"": Case(dict.fromkeys(CAST, FORM))}),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": Rule({}),
    "account_reset_password_from_key_done": public(),
}
