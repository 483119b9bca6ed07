"""The pages that the browser opens, one address for each kind of page; English is under /en."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.consistency.administration import RULES as ADMINISTRATION
from tests.consistency.exported import RULES as FILES
from tests.consistency.histories import RULES as HISTORIES
from tests.trust import tried

PUBLIC = [
    "/",
    "/plans/",
    "/plans/2023-2027/",
    "/plans/2018-2022/",
    "/plans/2015-2017/",
    "/plans/2023-2027/about/",
    "/plans/2018-2022/about/",
    "/plans/2018-2022/axes/1/",
    "/plans/demo-2/axes/1/?on=2025-06-30",
    "/plans/demo-2/objectives/1.1/?on=hier",
    "/plans/2023-2027/matrix/",
    "/plans/demo-1/",
    "/plans/demo-2/",
    "/plans/demo-2/?on=2024-06-30",
    "/plans/demo-2/?on=hier",
    "/plans/demo-2/matrix/",
    "/plans/demo-2/matrix/?axis=2&on=hier",
    "/plans/2023-2027/timeline/",
    "/plans/demo-2/timeline/",
    "/plans/demo-2/lineage/",
    "/plans/2018-2022/lineage/",
    "/plans/2018-2022/years/2020/",
    "/plans/demo-1/years/2022/",
    "/plans/2018-2022/activities/",
    "/plans/demo-2/activities/",
    "/plans/demo-2/activities/?state=delayed&axis=2&sort=-progress&year=1900&q=former",
    "/plans/demo-2/activities/?q=zzzz&on=hier",
    "/plans/demo-2/results/1.1.1/",
    "/plans/2018-2022/reporting/",
    "/plans/demo-2/reporting/",
    "/plans/2018-2022/funding/",
    "/plans/demo-2/funding/",
    "/plans/demo-2/funding/?axis=2",
    "/plans/2023-2027/organisations/",
    "/plans/demo-2/organisations/",
    "/plans/demo-2/organisations/?role=partners&sort=late",
    "/plans/2023-2027/indicators/",
    "/plans/demo-2/indicators/",
    "/plans/demo-2/indicators/?on=2025-06-30&sort=rate&mark=protected",
    "/workshops/",
    "/workshops/?plan=none&purpose=launch",
    "/outcomes/",
    "/recommendations/",
    "/assessments/",
    "/regions/",
    "/regions/?plan=demo-2",
    "/regions/2012/kayes/?plan=demo-2",
    "/about/",
    "/about/committee/",
    "/about/figures/",
    "/about/figures/?year=2024",
    "/about/law/",
    "/about/sources/",
    "/about/sources/?q=zzzz",
    "/about/method/",
    "/about/accessibility/",
    "/help/",
    "/search/",
    "/search/?q=sikasso",
    "/search/?q=zzzz",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-spent/",
    "/accounts/password/reset/key/done/",
    "/nowhere/",
]

# Lists whose first object is opened too: the address of the list, and the name of its page.
FIRST_OF = {
    "/plans/demo-2/activities/": "portal:activity-detail",
    "/plans/demo-2/activities/1.1.1.1/": "portal:report-detail",
    "/plans/demo-2/reporting/": "portal:campaign-detail",
    "/workshops/": "activities:workshop-detail",
    "/recommendations/": "evaluation:recommendation-detail",
    "/regions/": "portal:region-detail",
    "/plans/demo-2/organisations/": "portal:organisation-detail",
    "/plans/demo-2/indicators/": "portal:indicator-detail",
    "/plans/2018-2022/": "portal:objective-detail",
}

SIGNED_IN = [
    "/desk/",
    "/accounts/profile/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/accounts/again/",
    "/accounts/logout/",
]

# Where the secretariat edits: opened one after the other, as a person does.
EDITED = [
    "/plans/demo-2/matrix/axis/new/",
    "/plans/demo-2/quality/",
    "/plans/demo-2/quality/?kind=missing&who=secretariat&axis=1",
    "/plans/2023-2027/quality/",
    "/plans/demo-2/axes/2/confidence/new/",
    "/plans/demo-2/objectives/1.1/confidence/new/",
    "/plans/demo-2/matrix/paste/",
    "/plans/demo-2/matrix/bulk/?activity=1.1.1.1&activity=1.1.1.2",
    "/plans/demo-2/activities/new/",
    "/plans/demo-2/activities/1.1.1.1/edit/",
    "/plans/demo-2/activities/1.1.1.1/postpone/",
    "/plans/demo-2/activities/1.1.1.1/withdraw/",
    "/plans/demo-2/activities/1.1.1.1/delete/",
    "/plans/demo-2/activities/1.1.1.1/drop/",
    "/plans/demo-2/activities/1.1.1.1/take-back/",
    "/plans/demo-2/activities/1.1.1.1/money/edit/",
    "/plans/demo-2/activities/1.2.2.1/postponement/edit/",
    "/plans/demo-2/activities/1.2.2.1/postponement/delete/",
    "/plans/demo-2/reporting/new/",
    "/workshops/new/",
    "/workshops/demo-validation/edit/",
    "/workshops/demo-validation/delete/",
    "/workshops/demo-validation/outcomes/new/",
    "/outcomes/bamako-2020-plan-annuel-valide/edit/",
    "/outcomes/bamako-2020-plan-annuel-valide/delete/",
    "/plans/demo-2/activities/1.1.1.1/history/",
    "/plans/demo-2/publication/",
    "/plans/new/",
    "/plans/demo-2/edit/",
    "/plans/demo-2/delete/",
    "/plans/demo-2/successor/",
    "/plans/demo-1/successor/?title_fr=Suite&starts_on=01/01/2033&ends_on=31/12/2037",
    "/plans/demo-2/lineage/activities/?former=1.1.1.1",
    "/plans/demo-2/lineage/indicators/",
    "/plans/demo-2/steps/new/",
    "/plans/demo-2/partners/new/",
    "/plans/demo-2/statements/new/?about=budget",
    "/plans/demo-2/years/new/",
    "/plans/demo-2/axes/new/",
    "/plans/demo-2/axes/1/edit/",
    "/plans/demo-2/axes/1/delete/",
    "/plans/demo-2/objectives/new/?axis=1",
    "/plans/demo-2/objectives/1.1/edit/",
    "/plans/demo-2/objectives/1.1/delete/",
    "/plans/demo-2/results/new/?objective=1.1",
    "/plans/demo-2/results/1.1.1/edit/",
    "/plans/demo-2/results/1.1.1/delete/",
    "/plans/demo-2/indicators/new/?result=1.1.1",
    "/plans/demo-2/indicators/I1.1.1.1/edit/",
    "/plans/demo-2/indicators/I1.1.1.1/delete/",
    "/plans/demo-2/indicators/I1.1.1.1/withdraw/",
    "/plans/demo-2/indicators/I1.1.1.1/measurements/new/",
    "/dimensions/",
    "/dimensions/new/",
    "/about/sources/new/",
    "/about/figures/new/",
    "/about/figures/victimes-2024/edit/",
    "/about/events/new/",
    "/about/events/protocole-de-palerme/edit/",
    "/about/events/protocole-de-palerme/statements/new/",
    "/about/frameworks/",
    "/about/frameworks/new/",
    "/about/frameworks/odd-16-2/edit/",
    "/about/offices/new/",
    "/organisations/",
    "/organisations/new/",
    "/organisations/comite-national/",
    "/organisations/comite-national/edit/",
    "/organisations/comite-national/delete/",
    "/organisations/comite-national/mandates/new/",
    "/organisations/comite-national/statements/new/",
    "/recommendations/new/",
    "/recommendations/demo-r1/edit/",
    "/assessments/new/",
    "/assessments/tip-2024/edit/",
    "/assessments/tip-2024/statements/new/",
    "/documents/",
    "/documents/new/?plan=demo-2",
]

# One page draws all the histories: that of an activity is opened.
SAME = {name: "is drawn as the history of an activity" for name in HISTORIES if "activity" not in name}

# The forms of one engine: those whose address holds a number that the loading gives, or a year of that day.
NUMBERED = (
    "annual-plan",
    "assessment-statement",
    "dimension",
    "document",
    "event-statement",
    "mandate",
    "office",
    "organisation-statement",
    "plan-partner",
    "plan-statement",
    "plan-step",
    "source",
)
DRAWN_ALIKE = {f"portal:{name}-{role}" for name in NUMBERED for role in ("update", "delete")} | {
    f"portal:{name}-delete" for name in ("assessment", "event", "figure", "framework", "recommendation")
}
VALUES = {f"portal:measurement-{act}" for act in ("correct", "delete", "validate")}

# Pages of members that the browser does not open → why.
CODES = "asks a code of a telephone, which the accounts of the demonstration have not"
CLOSED_NOT_OPENED: dict[str, str] = {
    "portal:plan-quality-export": "is a file, not a page",
    **dict.fromkeys(sorted(DRAWN_ALIKE | VALUES), "is drawn as the forms and removals that are opened"),
    **dict.fromkeys(
        ("portal:milestone-done", "portal:matrix-line-update", "portal:matrix-line-move"),
        "its address holds a key that changes with each database",
    ),
    **dict.fromkeys(
        (
            "portal:campaign-update",
            "portal:campaign-delete",
            "portal:campaign-close",
            "portal:report-update",
            "portal:report-decide",
        ),
        "the campaigns of the demonstration follow the day on which it is loaded",
    ),
    **SAME,
    **dict.fromkeys(ADMINISTRATION, "is Django’s: tests/browser/test_administration.py opens some of them"),
    "mfa_reauthenticate": CODES,
    "accounts:session-end": "is a button of a page",
    "accounts:sessions-end-others": "is a button of a page",
    "accounts:second-factor-enrol": CODES,
    "accounts:second-factor-remove": CODES,
    "accounts:recovery-codes": CODES,
    "accounts:recovery-codes-text": "is a file, not a page",
    "accounts:recovery-codes-renew": "is a button of a page",
    "portal:plan-preview": "is a button of a page",
    "portal:undo": "is a button of a page",
}

# What the browser does not open → why.
NOT_OPENED = {
    "healthz": "is read by machines",
    "robots": "is read by machines",
    "documents:document-detail": "neither the reference nor the demonstration has a document",
    "documents:document-file": "is a file, not a page",
    **dict.fromkeys(FILES, "is a file, not a page"),
    "mfa_authenticate": CODES,
    "accounts:invitation-accept": "its link is in a mail; its forms are those of the pages of passwords",
}

# The first view of these must stay light: a telephone opens them over a slow network.
LIGHT = ["/", "/plans/2023-2027/", "/plans/demo-2/"]

LANGUAGES = {"fr": "", "en": "/en"}
# Both languages share their templates and their colours: in each run, one page in three in French and one in
# ten in English; all of them by `make trust`.
IN_FRENCH = 3
EVERY_PAGE = tried(PUBLIC, part=IN_FRENCH) + ["/en" + address for address in tried(PUBLIC)]
EVERY_LIST = tried(
    [(prefix + address, prefix, name) for address, name in FIRST_OF.items() for prefix in LANGUAGES.values()],
    part=IN_FRENCH,
)
EVERY_CLOSED_PAGE = tried(
    [prefix + address for address in SIGNED_IN for prefix in LANGUAGES.values()], part=IN_FRENCH
)
EVERY_EDITED_PAGE = tried(EDITED, part=IN_FRENCH) + ["/en" + address for address in tried(EDITED)]


def name_of(address: str) -> str:
    """The name of the page at an address of French; nothing when there is none."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
