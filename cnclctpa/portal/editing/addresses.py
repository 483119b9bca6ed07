"""The addresses of editing, made from what each editor says of itself."""

from django.urls import URLPattern, path

import plans.converters  # noqa: F401  the converters that addresses are written with
from cnclctpa.portal.editing import views
from cnclctpa.portal.editing.editor import Act, Editor


def of(editor: Editor, *, within: str = "", at: str = "") -> list[URLPattern]:
    """``within`` is the address of the list, where one is made; ``at`` that of the object."""
    made = []
    if editor.blank:
        made.append(path(f"{within}new/", views.create, {"editor": editor}, name=f"{editor.name}-create"))
    if at:
        made.append(path(f"{at}edit/", views.update, {"editor": editor}, name=f"{editor.name}-update"))
    if at and editor.is_removable:
        made.append(path(f"{at}delete/", views.delete, {"editor": editor}, name=f"{editor.name}-delete"))
    return made


def of_act(act: Act, at: str) -> URLPattern:
    return path(at, views.act, {"act": act}, name=act.name)
