"""What pages say of a plan that is not written yet, or not published yet."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("components/unknown.html")
def lacking(plan, words=""):
    """What is not known of a plan: “not entered yet” while it is written here, else what was not found."""
    if plan.is_being_written:
        return {"words": _("not entered yet")}
    return {"words": words or _("not found")}


@register.inclusion_tag("plans/unpublished.html", takes_context=True)
def unpublished(context, plan):
    """That the public does not read this plan; nothing when it is shown as the public would read it."""
    request = getattr(context, "request", None)
    return {"is_shown": not plan.is_published and not getattr(request, "previewed", None)}
