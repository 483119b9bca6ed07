"""Indicators, their targets and their values, edited on the site."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from cnclctpa.audit.models import Entry
from plans.choices import PlanStatus
from plans.models import Dimension, Indicator, Measurement
from tests.factories.indicators import (
    CategoryFactory,
    IndicatorFactory,
    MeasurementFactory,
    MeasurementPartFactory,
    TargetFactory,
)
from tests.factories.plans import PlanFactory, ResultFactory
from tests.factories.reference import SourceFactory
from tests.forms import save


def at(indicator, role="update"):
    return reverse(f"portal:indicator-{role}", args=[indicator.plan.slug, indicator.code])


def value_of(indicator, name="measurement-create", *more):
    return reverse(f"portal:{name}", args=[indicator.plan.slug, indicator.code, *more])


def agree(client, address, **typed):
    """Send a form, accept what is unusual, and say what was."""
    shown = save(client, address, **typed)
    sheet = shown.context["sheet"]
    assert sheet.warnings, "nothing was asked"
    assert save(client, address, **typed, agreed=sheet.agreement).status_code == 302
    return [str(one) for one in sheet.warnings]


def test_indicator_is_made_with_a_target_for_each_year_that_has_one(editor):
    result = ResultFactory(code="1.1.1")
    address = f"{reverse('portal:indicator-create', args=[result.objective.plan.slug])}?result=1.1.1"

    response = save(
        editor,
        address,
        name_fr="Victimes identifiées",
        baseline="1 250",
        means_of_verification_fr="Registre",
        **{"targets-0-value": "1 300,5", "targets-4-value": "2000"},
    )

    indicator = Indicator.objects.get()
    assert response.url == indicator.get_absolute_url()
    assert (indicator.code, indicator.result, indicator.baseline) == ("I1.1.1.1", result, 1250)
    told = list(indicator.targets.values_list("year", "value"))
    assert told == [(2023, Decimal("1300.5")), (2027, 2000)]


def test_targets_are_changed_added_and_emptied_in_their_years(editor):
    indicator = IndicatorFactory(baseline=0)
    TargetFactory(indicator=indicator, year=2025, value=10)
    TargetFactory(indicator=indicator, year=2024, value=5)

    page = editor.get(at(indicator)).content.decode()
    assert page.index(">2023<") < page.index(">2024<") < page.index(">2025<")
    grid = editor.get(at(indicator)).context["sheet"].grids[0]
    by_year = {row.at_year: row.prefix for row in grid.forms}
    typed = {f"{by_year[2024]}-value": "", f"{by_year[2025]}-value": "12", f"{by_year[2027]}-value": "20"}
    assert save(editor, at(indicator), **typed).status_code == 302

    assert list(indicator.targets.values_list("year", "value")) == [(2025, 12), (2027, 20)]


def test_unlikely_targets_are_asked_about_once(editor):
    indicator = IndicatorFactory(baseline=50, kind="percentage")
    rows = editor.get(at(indicator)).context["sheet"].grids[0].in_order
    typed = {
        f"{row.prefix}-value": value for row, value in zip(rows, ("40", "60", "55", "800"), strict=False)
    }
    warnings = agree(editor, at(indicator), **typed)
    assert len(warnings) == 4
    assert indicator.targets.count() == 4
    # Left as they are, they are not asked about again.
    assert save(editor, at(indicator), definition_fr="Autre").status_code == 302


def test_indicator_without_a_baseline_is_asked_about(editor):
    result = ResultFactory(code="1.1.1")
    address = f"{reverse('portal:indicator-create', args=[result.objective.plan.slug])}?result=1.1.1"
    shown = save(editor, address, name_fr="Jugements")
    assert len(shown.context["sheet"].warnings) == 2
    assert not Indicator.objects.exists()


def test_kind_stays_once_values_are_recorded(editor):
    indicator = MeasurementFactory().indicator
    save(editor, at(indicator), kind="text")
    indicator.refresh_from_db()
    assert indicator.kind == "number"


def test_indicator_that_was_measured_is_withdrawn_not_removed(editor):
    indicator = MeasurementFactory().indicator
    editor.post(at(indicator, "delete"), {"reason": "Essai"})
    assert Indicator.objects.filter(pk=indicator.pk).exists()

    save(editor, at(indicator, "withdraw"), on="01/07/2025", reason="N’est plus mesuré.")
    indicator.refresh_from_db()
    assert indicator.withdrawn_on == date(2025, 7, 1)
    entry = Entry.objects.get(object_id=indicator.pk, verb="indicator.withdrawn")
    assert entry.reason == "N’est plus mesuré."
    again = editor.post(at(indicator, "withdraw"), {"on": "01/08/2025", "reason": "Encore"})
    assert again.status_code == 409


def test_value_is_recorded_for_the_next_period_with_its_parts(editor, secretariat):
    indicator = IndicatorFactory(frequency="quarterly")
    women, men = CategoryFactory(), CategoryFactory()
    men.dimension = women.dimension
    men.save()
    indicator.dimensions.add(women.dimension)
    MeasurementFactory(indicator=indicator, validated=True)
    source = SourceFactory()

    response = save(editor, value_of(indicator), value="42", sources=source.pk, **{f"part_{women.pk}": "30"})

    assert response.url == indicator.get_absolute_url()
    measurement = Measurement.objects.latest("pk")
    assert (measurement.starts_on, measurement.ends_on) == (date(2024, 4, 1), date(2024, 6, 30))
    assert (measurement.value, measurement.recorded_by, measurement.validated_at) == (42, secretariat, None)
    assert list(measurement.parts.values_list("category", "value")) == [(women.pk, 30)]
    assert list(measurement.sources.all()) == [source]


def test_parts_are_not_more_than_the_whole(editor):
    indicator = IndicatorFactory()
    category = CategoryFactory()
    indicator.dimensions.add(category.dimension)
    shown = save(editor, value_of(indicator), value="10", **{f"part_{category.pk}": "30"})
    assert shown.status_code == 200
    assert not Measurement.objects.exists()


def test_unlikely_value_is_asked_about_once(editor):
    indicator = IndicatorFactory(baseline=100)
    MeasurementFactory(indicator=indicator, value=200, validated=True)
    assert len(agree(editor, value_of(indicator), value="9", ends_on="31/12/2031")) == 3
    assert Measurement.objects.count() == 2


def test_percentage_is_given_whole_or_as_its_two_numbers(editor):
    indicator = IndicatorFactory(percentage=True)
    assert save(editor, value_of(indicator)).status_code == 200
    assert save(editor, value_of(indicator), value="75", numerator="3", denominator="4").status_code == 200
    assert save(editor, value_of(indicator), numerator="45", denominator="60").status_code == 302
    assert Measurement.objects.get().numerator == 45


def test_text_and_yes_or_no_are_asked_as_they_are(editor):
    told, answered = IndicatorFactory(in_words=True), IndicatorFactory(kind="yes_no")
    assert save(editor, value_of(told), words="").status_code == 200
    assert save(editor, value_of(told), words="La loi est promulguée.").status_code == 302
    assert save(editor, value_of(answered), value="1").status_code == 302
    assert Measurement.objects.get(indicator=answered).value == 1


def test_correction_keeps_the_former_value_and_its_validation(editor):
    former = MeasurementFactory(validated=True)
    address = value_of(former.indicator, "measurement-correct", former.pk)
    assert save(editor, address, value="25", correction_reason="").status_code == 200

    save(editor, address, value="25", correction_reason="Double compte.")

    correction = Measurement.objects.latest("pk")
    assert (correction.supersedes, correction.value) == (former, 25)
    assert (correction.starts_on, correction.ends_on) == (former.starts_on, former.ends_on)
    assert correction.validated_at is not None
    again = editor.get(address)
    assert again.status_code == 409
    assert "a déjà été corrigée" in again.content.decode()


def test_correction_says_which_value_it_corrects(editor):
    former = MeasurementFactory(value=1234, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    page = editor.get(value_of(former.indicator, "measurement-correct", former.pk)).content.decode()
    assert "1\u202f234 (1er\u00a0janv. – 31\u00a0déc. 2024, le pays entier)" in page


def test_value_is_validated_once(editor, secretariat):
    measurement = MeasurementFactory()
    address = value_of(measurement.indicator, "measurement-validate", measurement.pk)
    save(editor, address)
    measurement.refresh_from_db()
    assert measurement.validated_by == secretariat
    assert editor.post(address, {}).status_code == 409


def test_value_is_removed_until_it_is_validated(editor):
    free, validated = MeasurementFactory(), MeasurementFactory(validated=True)
    for one in (free, validated):
        editor.post(value_of(one.indicator, "measurement-delete", one.pk), {"reason": "Essai"})
    assert list(Measurement.objects.all()) == [validated]


def test_protected_value_is_seen_by_the_secretariat_only(client, secretariat, administrator, partner):
    measurement = MeasurementFactory(
        indicator__protected=True, indicator__plan=PlanFactory(published=True), value=7, validated=True
    )
    address = value_of(measurement.indicator, "measurement-correct", measurement.pk)
    expected = {secretariat: 200, administrator: 404, partner: 404}
    for who, status in expected.items():
        client.force_login(who)
        assert client.get(address).status_code == status


def test_page_of_an_indicator_offers_what_may_be_done_at_the_same_cost(
    editor, django_assert_num_queries, django_assert_max_num_queries
):
    indicator = IndicatorFactory(plan__published=True)
    MeasurementFactory(indicator=indicator)
    with django_assert_max_num_queries(40) as one:
        page = editor.get(indicator.get_absolute_url()).content.decode()
    assert value_of(indicator) in page
    assert value_of(indicator, "measurement-validate", Measurement.objects.get().pk) in page
    for quarter in (4, 7):
        MeasurementFactory(
            indicator=indicator, starts_on=date(2024, quarter, 1), ends_on=date(2024, quarter + 2, 28)
        )
    with django_assert_num_queries(len(one)):
        editor.get(indicator.get_absolute_url())


def test_added_indicator_of_an_adopted_plan_says_when(editor):
    plan = PlanFactory(status=PlanStatus.IN_FORCE)
    result = ResultFactory(objective__plan=plan, code="1.1.1")
    address = f"{reverse('portal:indicator-create', args=[plan.slug])}?result={result.code}"
    asked = {"name_fr": "Jugements", "baseline": "3", "means_of_verification_fr": "Registre"}
    assert save(editor, address, **asked).status_code == 200
    assert save(editor, address, **asked, added_on="01/02/2025").status_code == 302


def test_breakdown_is_named_by_its_words_and_kept_while_it_is_used(editor):
    typed = {"name_fr": "Par forme d’exploitation", "categories-0-name_fr": "Travail forcé"}
    save(editor, reverse("portal:dimension-create"), **typed)
    dimension = Dimension.objects.get()
    assert dimension.slug == "par-forme-dexploitation"
    assert dimension.categories.get().slug == "travail-force"
    IndicatorFactory().dimensions.add(dimension)
    editor.post(reverse("portal:dimension-delete", args=[dimension.slug]), {"reason": "Essai"})
    assert Dimension.objects.exists()


def test_category_that_holds_values_stays(editor):
    part = MeasurementPartFactory()
    dimension = part.category.dimension
    address = reverse("portal:dimension-update", args=[dimension.slug])
    shown = save(editor, address, **{"categories-0-name_fr": "", "categories-0-name_en": ""})
    assert shown.status_code == 200
    assert dimension.categories.exists()
