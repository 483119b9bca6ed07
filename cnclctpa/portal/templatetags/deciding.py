"""What the page of a decision shows beside its form."""

from django import template

from cnclctpa.portal.reporting.activities.deciding import Decision, decision_on

register = template.Library()


@register.simple_tag(takes_context=True)
def decision(context, report) -> Decision:
    """All that a report says, for whoever decides on it."""
    return decision_on(report, user=context.request.user)
