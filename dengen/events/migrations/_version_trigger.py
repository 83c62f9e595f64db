"""The trigger that made a new version of everything with every event, until 0006."""

from django.db.backends.base.base import BaseDatabaseWrapper

TRIGGER = "events_new_version"
CHANGE = """
INSERT INTO events_version (id, number) VALUES (1, 1)
ON CONFLICT (id) DO UPDATE SET number = events_version.number + 1;
"""
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION dengen_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {CHANGE} RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER {TRIGGER} AFTER INSERT ON events_event
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengen_new_version()
"""
SQLITE = f"CREATE TRIGGER {TRIGGER} AFTER INSERT ON events_event BEGIN {CHANGE} END"


def follow_events(connection: BaseDatabaseWrapper) -> None:
    """Make a new version with every event from now on."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def unfollow_events(connection: BaseDatabaseWrapper) -> None:
    """Undo `follow_events()`."""
    place = " ON events_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER}{place}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS dengen_new_version()")
