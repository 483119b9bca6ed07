import factory

from evaluation.choices import AssessmentKind, TipTier
from evaluation.models import Assessment, AssessmentStatement, Recommendation
from tests.factories.activities import OutcomeFactory
from tests.factories.reference import SourcedFactory, StatementFactory


class AssessmentFactory(SourcedFactory):
    """A TIP report; with the trait ``upr``, a Universal Periodic Review, which gives no level."""

    class Meta:
        model = Assessment

    kind = AssessmentKind.TIP
    year = factory.Sequence(lambda n: 2000 + n)
    tier = TipTier.TIER_2

    class Params:
        upr = factory.Trait(kind=AssessmentKind.UPR, tier="")


class AssessmentStatementFactory(StatementFactory):
    class Meta:
        model = AssessmentStatement

    assessment = factory.SubFactory(AssessmentFactory)


class RecommendationFactory(SourcedFactory):
    """What a workshop recommended; with the trait ``of_report``, what an international report did."""

    class Meta:
        model = Recommendation

    reference = factory.Sequence("r-{}".format)
    text_fr = factory.Sequence("Recommandation {}".format)
    outcome = factory.SubFactory(OutcomeFactory)

    class Params:
        of_report = factory.Trait(outcome=None, assessment=factory.SubFactory(AssessmentFactory))
