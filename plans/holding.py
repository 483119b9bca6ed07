"""What holds documents in a plan: importing this module declares it."""

from cnclctpa.documents.attachments import holds_documents
from plans.models import Indicator, Measurement, Plan


def measurements_seen_by(user):
    return Measurement.objects.filter(indicator__in=Indicator.objects.visible_to(user))


holds_documents(Plan, Plan.objects.visible_to)
holds_documents(Measurement, measurements_seen_by)
