"""Triggers by which the database itself refuses to change or remove what the trail says.

Used by the migration that creates them, and by the tests, which must empty their database.
"""

REFUSAL = "The trail is append-only."

# The head of the chain moves by one entry at a time, forwards.
SQLITE = {
    "audit_entry_no_update": "BEFORE UPDATE ON audit_entry",
    "audit_entry_no_delete": "BEFORE DELETE ON audit_entry",
    "audit_head_only_forwards": "BEFORE UPDATE ON audit_head WHEN NEW.position <> OLD.position + 1",
    "audit_head_no_delete": "BEFORE DELETE ON audit_head",
}
POSTGRESQL = {
    "audit_entry_no_change": ("audit_entry", "BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW"),
    "audit_entry_no_truncate": ("audit_entry", "BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT"),
    "audit_head_only_forwards": (
        "audit_head",
        "BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (NEW.position <> OLD.position + 1)",
    ),
    "audit_head_no_delete": ("audit_head", "BEFORE DELETE ON audit_head FOR EACH ROW"),
    "audit_head_no_truncate": ("audit_head", "BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT"),
}
FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def create(connection) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, event in SQLITE.items():
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {name} {event} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
            return
        cursor.execute(FUNCTION)
        for name, (_table, event) in POSTGRESQL.items():
            cursor.execute(f"CREATE OR REPLACE TRIGGER {name} {event} EXECUTE FUNCTION audit_refuse()")


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
    """The names of the triggers that the database no longer has."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return set(SQLITE) - {name for (name,) in cursor.fetchall()}
        # A trigger that has been disabled is as good as absent.
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        return set(POSTGRESQL) - {name for (name,) in cursor.fetchall()}
