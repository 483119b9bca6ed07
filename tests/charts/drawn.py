"""Drawings as the browser gets them."""

from xml.etree import ElementTree

from django.template.loader import render_to_string
from django.utils import translation


def drawn(name, language="en", **context):
    """The drawing as text; it is well formed, names nothing twice and has no style of its own."""
    with translation.override(language):
        html = render_to_string(f"charts/{name}.html", context)
    text = html.replace("&nbsp;", "\u00a0")
    tree = ElementTree.fromstring(f"<page>{text}</page>")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert "style=" not in html
    return html
