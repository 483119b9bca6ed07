"""What the secretariat says that it thinks of an axis or an objective. Writes the trail."""

from cnclctpa.accounts.models import User
from cnclctpa.audit.keeping import keep
from plans.models import Confidence


def rate_confidence(opinion: Confidence, *, by: User | None) -> Confidence:
    """Add an opinion to those already given: from its day on, it is the one that is read."""
    opinion.rated_by = by
    return keep(opinion, by=by, verb="confidence.rated")
