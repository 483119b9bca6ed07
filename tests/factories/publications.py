from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from plans.choices import PublicationKind
from plans.models import Publication
from tests.factories.accounts import UserFactory
from tests.factories.plans import PlanFactory


class PublicationFactory(DjangoModelFactory):
    """A plan prepared for publication; with the trait ``of_figures``, the protected figures of 2024."""

    class Meta:
        model = Publication

    plan = factory.SubFactory(PlanFactory)
    kind = PublicationKind.PLAN
    content = factory.LazyFunction(lambda: {"title": "Plan"})
    digest = "0" * 64
    prepared_by = factory.SubFactory(UserFactory)

    class Params:
        of_figures = factory.Trait(kind=PublicationKind.PROTECTED_FIGURES, year=2024)
        approved = factory.Trait(
            approved_at=datetime(2025, 2, 1, 10, tzinfo=UTC), approved_by=factory.SubFactory(UserFactory)
        )
        withdrawn = factory.Trait(
            withdrawn_at=datetime(2025, 3, 1, 10, tzinfo=UTC), withdrawn_reason="Erreur de saisie."
        )
