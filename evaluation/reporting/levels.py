"""The four levels of the TIP reports, as drawings and sentences need them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cnclctpa.charts.levels import SHAPES, Level, LevelMark
from cnclctpa.reference.choices import Certainty
from evaluation.choices import TipTier
from evaluation.models import Assessment

#: From the best to the worst.
TIERS = (TipTier.TIER_1, TipTier.TIER_2, TipTier.WATCH_LIST, TipTier.TIER_3)
SHAPE_OF = dict(zip(TIERS, SHAPES, strict=True))


def levels() -> list[Level]:
    """From the best to the worst, each with a short name for phones."""
    shorts = {TipTier.TIER_1: "1", TipTier.TIER_2: "2", TipTier.WATCH_LIST: _("2 WL"), TipTier.TIER_3: "3"}
    return [Level(str(tier.label), shorts[tier]) for tier in TIERS]


def level_marks(assessments: Iterable[Assessment]) -> list[LevelMark]:
    """One mark a TIP report; the worst level is dated, one found without its report is called inferred."""
    return [
        LevelMark(
            year=one.year,
            rank=TIERS.index(TipTier(one.tier)),
            is_certain=is_read(one),
            note=_note(one),
        )
        for one in assessments
    ]


def is_read(assessment: Assessment) -> bool:
    return assessment.certainty == Certainty.CERTAIN


def _note(assessment: Assessment) -> str:
    if not is_read(assessment):
        return _("inferred")
    return str(assessment.year) if assessment.tier == TipTier.TIER_3 else ""
