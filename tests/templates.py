"""An undefined variable in one of our templates fails the test that renders it."""

import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import FilterExpression, Node


class Undefined(str):
    """What Django prints for a variable that does not exist; templates of libraries are left alone."""

    __slots__ = ()

    def __bool__(self) -> bool:
        caller = sys._getframe(1)
        if caller.f_code is FilterExpression.resolve.__code__ and (template := _our_template(caller)):
            pytest.fail(f"undefined variable “{caller.f_locals['self'].var}” in {template}", pytrace=False)
        return False


def _our_template(frame) -> Path | None:
    """The file of the innermost template node being rendered, when it is ours."""
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            path = Path(node.origin.name)
            ours = path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts
            return path.relative_to(settings.BASE_DIR) if ours else None
        frame = frame.f_back
    return None
