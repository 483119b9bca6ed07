"""All the pasted lines made at once, or none: what the services refuse is said at its line."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities import services
from activities.models import Activity
from cnclctpa.portal.editing.paste.columns import CODE, ENDS, LEAD, REGIONS, SERVES, STARTS, TITLE, WEIGHT
from cnclctpa.portal.editing.paste.knowledge import Knowledge
from cnclctpa.portal.editing.paste.reading import Line, description_of
from plans.models import Result

#: Where a refusal of a column of the activity shows.
CELLS = {
    "title_fr": TITLE,
    "lead": LEAD,
    "original_starts_on": STARTS,
    "original_ends_on": ENDS,
    "code": CODE,
    "weight": WEIGHT,
    "objective": SERVES,
    "result": SERVES,
}


class RefusedError(Exception):
    """Something was refused at a line: nothing is made."""


def make(lines: Iterable[Line], known: Knowledge, *, added_on: date | None, by: Any) -> list[Activity]:
    """The new activities; none, and every refusal at its line, when one of them is refused."""
    made = []
    try:
        with transaction.atomic():
            for line in lines:
                try:
                    made.append(make_one(line, known, added_on, by))
                except ValidationError as refusal:
                    tell(line, refusal)
            if any(line.is_wrong for line in lines):
                raise RefusedError
    except RefusedError:
        return []
    return made


def make_one(line: Line, known: Knowledge, added_on: date | None, by: Any) -> Activity:
    told = line.values
    served = known.serves[told[SERVES]]
    activity = Activity(
        plan=known.plan,
        title_fr=told[TITLE],
        description_fr=description_of(line),
        lead=known.organisations.get(told[LEAD]) if told.get(LEAD) else None,
        original_starts_on=told.get(STARTS),
        original_ends_on=told.get(ENDS),
        code=told.get(CODE, ""),
        added_on=added_on,
        **{"result" if isinstance(served, Result) else "objective": served},
    )
    if WEIGHT in told:
        activity.weight = told[WEIGHT]
    return services.add_activity(activity, regions=told.get(REGIONS, ()), by=by)


def tell(line: Line, refusal: ValidationError) -> None:
    for name, sentences in told_by_field(refusal).items():
        cell = line.cells.get(CELLS.get(name, ""))
        if cell:
            cell.error = " ".join(sentences)
        else:
            line.refusals += sentences


def told_by_field(refusal: ValidationError) -> dict[str, list[str]]:
    return refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
