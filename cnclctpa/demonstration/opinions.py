"""What the secretariat thinks of the fictitious plans: a few opinions, as they were given over time."""

from datetime import timedelta

from cnclctpa.demonstration.framework import Generation, texts_of
from cnclctpa.demonstration.texts import texts
from plans.models import Confidence
from plans.services import rate_confidence

#: They are given at the meeting that follows a quarter, so many days after its end.
LATER = timedelta(days=12)


def write_opinions(generation: Generation) -> None:
    """Those of the quarters that are over: nobody has an opinion of a day to come."""
    plan, setting = generation.plan, generation.setting
    for one in texts("opinions").get(plan.slug, []):
        _first, last = generation.calendar.quarter(one["quarter"])
        if last + LATER > setting.on:
            continue
        opinion = Confidence(
            axis=plan.axes.get(position=one["axis"]) if "axis" in one else None,
            objective=plan.objectives.get(code=one["objective"]) if "objective" in one else None,
            level=one["level"],
            rated_on=last + LATER,
            is_public=one.get("is_public", False),
            **texts_of(one),
        )
        rate_confidence(opinion, by=setting.secretary)
