"""Exact protected counts are shown to no administrator, by no way."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from activities.choices import ActivityKind, TargetGroup
from cnclctpa.audit.models import Entry
from tests.admin.typing import address, change_of, sent
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, MeasurementPartFactory
from tests.factories.reports import IndicatorAnswerFactory, PeopleReachedFactory, ProgressReportFactory

#: A count that nothing else on a page could be.
PLANTED = 77133


def of_protected(**options):
    return IndicatorFactory(protected=True, **options)


SECRETS = {
    "value": lambda: MeasurementFactory(indicator=of_protected(), value=PLANTED),
    "ratio": lambda: MeasurementFactory(
        indicator=of_protected(), value=None, numerator=PLANTED, denominator=PLANTED + 1
    ),
    "words": lambda: MeasurementFactory(indicator=of_protected(), told=True, words=f"{PLANTED} victimes"),
    "part": lambda: MeasurementPartFactory(measurement__indicator=of_protected(), value=PLANTED),
    "baseline": lambda: of_protected(baseline=PLANTED),
    "people": lambda: PeopleReachedFactory(report__activity__kind=ActivityKind.VICTIM_CARE, count=PLANTED),
    "victims": lambda: PeopleReachedFactory(
        report__activity__target_group=TargetGroup.VICTIMS, count=PLANTED
    ),
    "answer": lambda: IndicatorAnswerFactory(indicator=of_protected(), value=PLANTED),
}


def texts(response) -> str:
    """All that an answer says, whatever its format, without the spaces of long numbers."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        content = "\n".join(str(cell) for row in rows for cell in row).encode()
    text = content.decode()
    for space in (" ", "\u202f", "\u00a0", ",", "."):
        text = text.replace(space, "")
    return text


def pages_about(row) -> list[str]:
    """Where a row could show: its own pages, those of what it is a part of, the trail."""
    found = [change_of(row), address(row, "history", row.pk), *lists_of(row), *lists_of(Entry)]
    found.append(change_of(Entry.objects.order_by("-position").first()))
    for field in row._meta.concrete_fields:
        if field.is_relation and (other := getattr(row, field.name)) is not None:
            found += [change_of(other), address(other, "history", other.pk)]
    return found


def lists_of(model) -> list[str]:
    return [address(model, "changelist"), address(model, "export", "csv"), address(model, "export", "xlsx")]


@pytest.mark.parametrize("planted", SECRETS.values(), ids=SECRETS)
def test_protected_count_is_nowhere(planted, admin):
    row = planted()
    for page in pages_about(row):
        response = admin.get(page)
        assert response.status_code == 200, page
        assert str(PLANTED) not in texts(response), page


def open_to_all(row):
    """Take away what protects a count."""
    if hasattr(row, "report") and not hasattr(row, "indicator"):
        activity = row.report.activity
        activity.kind, activity.target_group = ActivityKind.OTHER, ""
        activity.save()
        return
    indicator = getattr(getattr(row, "measurement", None) or row, "indicator", row)
    indicator.is_protected = False
    indicator.save()


@pytest.mark.parametrize("planted", SECRETS.values(), ids=SECRETS)
def test_open_count_is_shown(planted, admin):
    """Otherwise the test above would pass of itself."""
    row = planted()
    open_to_all(row)
    assert str(PLANTED) in texts(admin.get(change_of(row)))
    assert str(PLANTED) in texts(admin.get(address(row, "export", "csv")))
    assert str(PLANTED) in texts(admin.get(address(row, "history", row.pk)))


@pytest.mark.parametrize("planted", SECRETS.values(), ids=SECRETS)
def test_no_filter_nor_order_tells_it(planted, admin):
    row = planted()
    url = address(row, "changelist")
    for name in ("value", "count", "baseline", "numerator", "words", "changes", "object_repr"):
        for asked in (f"{name}__gte=1", f"{name}__startswith=7", name + "=1", f"indicator__{name}__gte=1"):
            response = admin.get(f"{url}?{asked}", follow=True)
            assert response.status_code == 400 or not response.context["cl"].get_filters_params().get(
                asked.split("=")[0]
            )
    shown = admin.get(url).context["cl"]
    hidden = {"value", "count", "baseline", "numerator", "denominator", "words"}
    assert not {getattr(one, "__name__", one) for one in shown.list_display} & hidden
    assert admin.get(url, {"q": str(PLANTED)}).context["cl"].result_count == 0


#: From a row to its plan, by a filter of its list; from the plan to what the plan holds.
BEYOND = (
    "indicators__measurements__value=1",
    "indicators__measurements__parts__value__gte=1",
    "indicators__baseline__gte=1",
    "activities__reports__people_reached__count__gte=1",
    "activities__reports__answers__value__gte=1",
    "publications__prepared_by__password__startswith=p",
    "publications__prepared_by__authenticator__data__icontains=a",
    "publications__prepared_by__invitations_sent__token_digest__startswith=a",
)


@pytest.mark.parametrize("beyond", BEYOND)
@pytest.mark.parametrize("page", ["", "export/csv/"])
@pytest.mark.parametrize(
    ("kind", "plan"),
    [
        ("plans/indicator", "plan"),
        ("plans/measurement", "indicator__plan"),
        ("activities/peoplereached", "report__activity__plan"),
    ],
)
def test_no_filter_leads_beyond_its_column(kind, plan, page, beyond, admin):
    url = f"/admin/{kind}/{page}"
    assert admin.get(f"{url}?{plan}__id__exact=1").status_code == 200
    for asked in (f"{plan}__{beyond}", f"{plan}__id__{beyond}", f"{plan}__exact__{beyond}"):
        response = admin.get(f"{url}?{asked}")
        assert response.status_code == 400 or response["Location"].endswith("?e=1"), asked


@pytest.mark.parametrize(
    "name", ["changes__icontains=77", "password__startswith=m", "token_digest__startswith=a"]
)
@pytest.mark.parametrize("model", ["audit_entry", "accounts_user", "accounts_invitation"])
def test_secrets_cannot_be_guessed_by_the_address(name, model, admin):
    column = name.split("__")[0]
    response = admin.get(f"/admin/{model.replace('_', '/')}/?{name}", follow=True)
    assert response.status_code == 400 or column not in str(response.context["cl"].queryset.query.where)


def test_protected_value_is_neither_changed_nor_removed(admin):
    for row in (SECRETS["people"](), SECRETS["answer"]()):
        assert admin.post(change_of(row), {"reason": "x"}).status_code == 403
        assert admin.post(address(row, "delete", row.pk), {"post": "yes", "reason": "x"}).status_code == 403


def test_protected_value_is_not_recorded_here(admin):
    indicator, former = of_protected(), MeasurementFactory(indicator=of_protected())
    add = address(former, "add")
    typed = {"starts_on": "01/01/2024", "ends_on": "31/03/2024", "value": "3"}
    for other in ({"indicator": indicator.pk}, {"indicator": IndicatorFactory().pk, "supersedes": former.pk}):
        assert sent(admin, add, **typed, **other).status_code == 200
    assert type(former).objects.get() == former
    report = ProgressReportFactory(activity__kind=ActivityKind.VICTIM_CARE)
    people = address(PeopleReachedFactory(), "add")
    response = sent(admin, people, report=report.pk, sex="women", age_group="adults", count="3")
    assert (response.status_code, report.people_reached.count()) == (200, 0)


def test_protection_is_not_taken_away_here(admin):
    indicator = of_protected(baseline=PLANTED)
    sent(admin, change_of(indicator), name_fr="Autre", is_protected=None, baseline="1")
    indicator.refresh_from_db()
    assert (indicator.name, indicator.is_protected, indicator.baseline) == ("Autre", True, PLANTED)
    activity = ActivityFactory(kind=ActivityKind.VICTIM_CARE, target_group=TargetGroup.VICTIMS)
    sent(admin, change_of(activity), kind="other", target_group="", title_fr="Autre")
    activity.refresh_from_db()
    assert (activity.title, activity.counts_protected_people) == ("Autre", True)
    people = PeopleReachedFactory(report__activity=activity)
    sent(admin, change_of(people.report), activity=ActivityFactory().pk, narrative="Vu")
    people.report.refresh_from_db()
    assert (people.report.narrative, people.report.activity_id) == ("Vu", activity.pk)
