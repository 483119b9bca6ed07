"""What those who edit a plan are told of its data, on the pages where they read it."""

from django import template
from django.utils import timezone

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.portal.reporting.quality.page import summary_of

register = template.Library()


@register.inclusion_tag("portal/quality_line.html", takes_context=True)
def quality_line(context, plan):
    """How complete the data of a plan are and how much there is to mend: one line, for its editors."""
    user = context.request.user
    is_editor = user.is_authenticated and may(user, Permission.EDIT_PLANS)
    return {"plan": plan, "summary": summary_of(plan, on=timezone.localdate()) if is_editor else None}
