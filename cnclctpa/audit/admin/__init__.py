"""What every page of the administration is made of, and the pages of the trail itself."""

from .acts import Act, ReasonForm
from .entries import EntryAdmin, HeadAdmin
from .inlines import AuditedInline
from .record import AuditedModelAdmin, PartAdmin

__all__ = ["Act", "AuditedInline", "AuditedModelAdmin", "EntryAdmin", "HeadAdmin", "PartAdmin", "ReasonForm"]
