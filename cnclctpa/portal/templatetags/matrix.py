"""The lines of a matrix, as its page calls and addresses them: from its own address, to stay light."""

from django import template

from cnclctpa.portal.editing.matrix.lines import kind_of, line_of

register = template.Library()


@register.filter
def line(row) -> str:
    """What the page calls the line of an object."""
    return line_of(kind_of(row), row)


@register.filter
def line_address(row) -> str:
    """Where the line is edited."""
    return f"{kind_of(row)}/{row.pk}/"


@register.filter
def new_line(row, kind: str) -> str:
    """Where a line of a kind is added under this object; ``None`` stands for the plan itself."""
    return f"{kind}/new/" + (f"?{kind_of(row)}={row.pk}" if row else "")
