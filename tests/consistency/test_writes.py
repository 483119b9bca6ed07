"""Writes that pass beside ``save()`` leave no trace: refused, but for those whose reason is written here."""

import ast

import pytest

from tests.consistency.project import our_modules, relative

# What writes rows, or speaks to the database, without the models.
BESIDE_THE_MODELS = {
    "update",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "raw",
    "_raw_delete",
    "extra",
    "cursor",
    "execute",
    "executemany",
    "executescript",
    "RawSQL",
}

# Module and call → why it leaves no trace, or needs none.
ALLOWED = {
    ("cnclctpa/audit/models.py", "cursor"): "moves the head of the trail itself",
    ("cnclctpa/audit/models.py", "execute"): "moves the head of the trail itself",
    ("cnclctpa/audit/models.py", "raw"): "holds the head of the trail itself",
    ("cnclctpa/audit/triggers.py", "cursor"): "makes and drops the triggers that keep the trail",
    ("cnclctpa/audit/triggers.py", "execute"): "makes and drops the triggers that keep the trail",
    (
        "cnclctpa/backup/restoring.py",
        "cursor",
    ): "empties what an archive replaces, whose own trail comes with it",
    (
        "cnclctpa/backup/restoring.py",
        "execute",
    ): "empties what an archive replaces, whose own trail comes with it",
    ("cnclctpa/backup/saving.py", "cursor"): "begins a transaction that only reads",
    ("cnclctpa/backup/saving.py", "execute"): "begins a transaction that only reads",
    ("cnclctpa/backup/sequences.py", "cursor"): "the numbers that tables give next: no row",
    ("cnclctpa/backup/sequences.py", "execute"): "the numbers that tables give next: no row",
    ("cnclctpa/content/memory.py", "bulk_create"): "the loader’s own memory, which is in no trail",
    ("cnclctpa/content/memory.py", "bulk_update"): "the loader’s own memory, which is in no trail",
    ("cnclctpa/demonstration/removing.py", "_raw_delete"): "parts of a plan, whose own entry tells",
    ("cnclctpa/demonstration/scale.py", "bulk_create"): "copies for benches, told by the entry of their plan",
    ("cnclctpa/portal/views/machines.py", "cursor"): "asks whether the database answers: reads no row",
    ("cnclctpa/portal/views/machines.py", "execute"): "asks whether the database answers: reads no row",
}


def calls(source: str) -> set[str]:
    """The calls of a module that could write beside the models; arithmetic in the database is one of them."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in BESIDE_THE_MODELS and not _is_of_python(node):
            found.add(name)
    return found | {"F()" for node in ast.walk(ast.parse(source)) if _assigns_an_expression(node)}


def _is_of_python(call: ast.Call) -> bool:
    """True of ``known.update(other)``: a queryset is updated by keywords only."""
    is_update = isinstance(call.func, ast.Attribute) and call.func.attr == "update"
    return is_update and bool(call.args)


def _assigns_an_expression(node: ast.AST) -> bool:
    """True of ``row.count = F("count") + 1``, whose new value no trail can tell."""
    is_attribute = isinstance(node, ast.Assign) and any(
        isinstance(one, ast.Attribute) for one in node.targets
    )
    return is_attribute and any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "F"
        for one in ast.walk(node.value)
    )


def test_writes_pass_by_the_models():
    found = {(relative(path), call) for path in our_modules() for call in calls(path.read_text())}
    assert found == ALLOWED.keys()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Plan.objects.filter(pk=1).update(title_fr='x')", {"update"}),
        ("Plan.objects.bulk_create(plans)", {"bulk_create"}),
        ("plan.revision = F('revision') + 1", {"F()"}),
        ("Plan.objects.filter(starts_on__lt=F('ends_on'))", set()),
        ("with connection.cursor() as cursor: cursor.execute(sql)", {"cursor", "execute"}),
        ("known.update(other)", set()),
        ("report.update()", {"update"}),
    ],
)
def test_what_passes_beside_is_seen(source, found):
    assert calls(source) == found
