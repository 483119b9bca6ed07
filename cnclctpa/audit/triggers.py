"""Triggers by which the database itself refuses to change or remove what the trail says.

Used by the migration that creates them, and by the tests, which must empty their database.
"""

import re

REFUSAL = "The trail is append-only."

# The head of the chain moves by one entry at a time, forwards. On SQLite, INSERT OR REPLACE takes away the
# rows in the way without a word to the triggers of deletion: no row may be in the way of another.
SQLITE = {
    "audit_entry_no_update": "BEFORE UPDATE ON audit_entry",
    "audit_entry_no_delete": "BEFORE DELETE ON audit_entry",
    "audit_entry_no_replace": (
        "BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id"
        " OR position = NEW.position OR previous_digest = NEW.previous_digest)"
    ),
    "audit_head_only_forwards": "BEFORE UPDATE ON audit_head WHEN NEW.position <> OLD.position + 1",
    "audit_head_no_delete": "BEFORE DELETE ON audit_head",
    "audit_head_no_replace": (
        "BEFORE INSERT ON audit_head WHEN EXISTS (SELECT 1 FROM audit_head WHERE id = NEW.id)"
    ),
}
POSTGRESQL = {
    "audit_entry_no_change": ("audit_entry", "BEFORE DELETE OR UPDATE ON audit_entry FOR EACH ROW"),
    "audit_entry_no_truncate": ("audit_entry", "BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT"),
    "audit_head_only_forwards": (
        "audit_head",
        "BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (NEW.position <> OLD.position + 1)",
    ),
    "audit_head_no_delete": ("audit_head", "BEFORE DELETE ON audit_head FOR EACH ROW"),
    "audit_head_no_truncate": ("audit_head", "BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT"),
}
BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END"


def on_sqlite(name: str) -> str:
    return f"CREATE TRIGGER {name} {SQLITE[name]} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def on_postgresql(name: str) -> str:
    _table, event = POSTGRESQL[name]
    return f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION audit_refuse()"


def create(connection) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(on_sqlite(name))
            return
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"
        )
        for name, (table, _event) in POSTGRESQL.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(on_postgresql(name))


def drop(connection) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name, (table, _event) in POSTGRESQL.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        cursor.execute("DROP FUNCTION IF EXISTS audit_refuse()")


def missing(connection) -> set[str]:
    """The names of the triggers that the database no longer has, or that no longer do what they did."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = dict(cursor.fetchall())
            return {name for name in SQLITE if found.get(name) != on_sqlite(name)}
        # A trigger that has been disabled is as good as absent; so is one that calls another function, or
        # ours once it lets everything pass.
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true) FROM pg_trigger"
            " JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE NOT tgisinternal AND tgenabled = 'O' AND prosrc = %s",
            [BODY],
        )
        found = {name: in_plain_words(definition) for name, definition in cursor.fetchall()}
        return {name for name in POSTGRESQL if found.get(name) != in_plain_words(on_postgresql(name))}


def in_plain_words(definition: str) -> str:
    """PostgreSQL adds quotes and brackets of its own, and not the same ones at each version."""
    return " ".join(re.sub(r"[()]", " ", definition.replace('"', "")).lower().split())
