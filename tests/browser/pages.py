"""The pages that the browser opens, one address for each kind of page; English is under /en."""

PUBLIC = [
    "/",
    "/plans/",
    "/plans/2023-2027/",
    "/plans/2018-2022/",
    "/plans/2015-2017/",
    "/plans/2023-2027/about/",
    "/plans/2018-2022/about/",
    "/plans/2018-2022/axes/1/",
    "/workshops/",
    "/workshops/?plan=none&purpose=launch",
    "/outcomes/",
    "/recommendations/",
    "/assessments/",
    "/regions/",
    "/about/",
    "/about/committee/",
    "/about/figures/",
    "/about/figures/?year=2024",
    "/about/law/",
    "/about/sources/",
    "/about/sources/?q=zzzz",
    "/about/accessibility/",
    "/help/",
    "/search/",
    "/search/?q=sikasso",
    "/search/?q=zzzz",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/nowhere/",
]

# Lists whose first object is opened too: the address of the list, and what its links look like.
FIRST_OF = {
    "/workshops/": r"^/workshops/[^/]+/$",
    "/recommendations/": r"^/recommendations/[^/]+/$",
    "/regions/": r"^/regions/[^/]+/[^/]+/$",
    "/plans/2018-2022/": r"^/plans/2018-2022/objectives/[^/]+/$",
}

SIGNED_IN = ["/accounts/profile/", "/accounts/password/change/", "/accounts/logout/"]

# The first view of these must stay light: a telephone opens them over a slow network.
LIGHT = ["/", "/plans/2023-2027/"]

LANGUAGES = {"fr": "", "en": "/en"}
EVERY_PAGE = [prefix + address for address in PUBLIC for prefix in LANGUAGES.values()]
EVERY_LIST = [
    (prefix + address, prefix, shape) for address, shape in FIRST_OF.items() for prefix in LANGUAGES.values()
]
EVERY_CLOSED_PAGE = [prefix + address for address in SIGNED_IN for prefix in LANGUAGES.values()]
