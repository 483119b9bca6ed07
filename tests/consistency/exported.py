"""Who may take a list away as a file: whoever may read its page, and nobody else."""

from dataclasses import replace

from tests.consistency import surface
from tests.consistency.surface import Case, Rule

# The name of the file → that of its page. Adding one here opens it to strangers, as its page is.
PAGES = {
    "plans:plan-list-export": "plans:plan-list",
    "portal:plan-matrix-export": "portal:plan-matrix",
    "portal:plan-timeline-export": "portal:plan-timeline",
    "portal:annual-plan-detail-export": "portal:annual-plan-detail",
    "portal:plan-funding-export": "portal:plan-funding",
    "portal:organisation-list-export": "portal:organisation-list",
    "portal:indicator-list-export": "portal:indicator-list",
    "portal:activity-list-export": "portal:activity-list",
    "portal:reporting-export": "portal:reporting",
    "portal:campaign-detail-export": "portal:campaign-detail",
    "portal:region-list-export": "portal:region-list",
    "portal:committee-export": "portal:committee",
    "portal:figure-list-export": "portal:figure-list",
    "portal:source-list-export": "portal:source-list",
    "activities:workshop-list-export": "activities:workshop-list",
    "activities:outcome-list-export": "activities:outcome-list",
    "evaluation:recommendation-list-export": "evaluation:recommendation-list",
    "evaluation:assessment-list-export": "evaluation:assessment-list",
}
ENDINGS = ("csv", "xlsx")


def with_ending(case: Case, ending: str) -> Case:
    return replace(case, arguments=lambda: [*case.arguments(), ending])


def as_files(rule: Rule) -> Rule:
    """The rule of a page, for each of the files that it can be taken away as."""
    return replace(
        rule,
        cases={
            f"{title}-{ending}": with_ending(case, ending)
            for title, case in rule.cases.items()
            for ending in ENDINGS
        },
    )


RULES: dict[str, Rule] = {
    **{name: as_files(surface.RULES[page]) for name, page in PAGES.items()},
    "portal:plan-workbook": surface.of_plan(),
}
