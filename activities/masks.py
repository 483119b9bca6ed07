"""Which counts of reports are masked for who may not read exact protected counts: importing declares them."""

from django.db.models import Q

from activities.choices import TargetGroup
from activities.models import IndicatorAnswer, PeopleReached
from activities.models.activities import PROTECTED_KINDS
from cnclctpa.audit.masking import masks
from plans.masks import VALUES

#: Reports on activities whose people everybody may count: `Activity.counts_protected_people` says the same.
OF_OPEN_ACTIVITY = ~Q(report__activity__kind__in=PROTECTED_KINDS) & ~Q(
    report__activity__target_group=TargetGroup.VICTIMS
)


@masks(PeopleReached, "count", unless=OF_OPEN_ACTIVITY)
def people_are_masked(people: PeopleReached) -> bool:
    return people.report.activity.counts_protected_people


@masks(IndicatorAnswer, *VALUES, unless=Q(indicator__is_protected=False))
def answer_is_masked(answer: IndicatorAnswer) -> bool:
    return answer.indicator.is_protected
