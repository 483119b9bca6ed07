"""What holds documents among activities and workshops: importing this module declares it."""

from activities.models import Activity, ProgressReport, Workshop
from cnclctpa.documents.attachments import holds_documents

for model in (Activity, ProgressReport, Workshop):
    holds_documents(model, model.objects.visible_to)
