"""The list of a page as files: at the address of the page, with an ending in the place of the last slash."""

from urllib.parse import urlencode

from django import template

register = template.Library()


@register.inclusion_tag("components/downloads.html", takes_context=True)
def downloads(context, whole=""):
    """Links to the files of the list of this page: they ask what it asks, but for the page that is shown.

    ``whole`` is the address of a workbook that holds this list among others; it is asked of the same day.
    """
    request = context["request"]
    asked = request.GET.copy()
    asked.pop("page", None)
    query = f"?{asked.urlencode()}" if asked else ""
    address = request.path.removesuffix("/")
    day = f"?{urlencode({'on': asked['on']})}" if asked.get("on") else ""
    return {
        "workbook": f"{address}.xlsx{query}",
        "text": f"{address}.csv{query}",
        "whole": whole and f"{whole}{day}",
    }
