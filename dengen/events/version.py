"""The version of the board: a number that grows with every step that anybody takes.

What was read from the database under one version stays true while that is the version. Whoever
caches such a thing asks for the number first and keeps it with the thing; nothing else has to say
that something has changed, on one machine or on ten.
"""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

TRIGGER = "events_new_version"
CHANGE = """
INSERT INTO events_version (id, number) VALUES (1, 1)
ON CONFLICT (id) DO UPDATE SET number = events_version.number + 1;
"""
# At the end of the transaction: steps that wait for each other's rows never wait for this one too.
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION dengen_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('dengen.is_bulk', true), '') = '' THEN {CHANGE} END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {TRIGGER} AFTER INSERT ON events_event
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengen_new_version()
"""
SQLITE = f"CREATE TRIGGER {TRIGGER} AFTER INSERT ON events_event BEGIN {CHANGE} END"
# For a query that asks for something else too.
CURRENT_NUMBER = "COALESCE((SELECT number FROM events_version), 0)"


def step() -> None:
    """Make a new version without an event: for what pages show but the trail doesn't.

    Best called last in a transaction: until it ends, others wait here.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHANGE)


def step_once() -> None:
    """Make one version for all the events of this transaction, however many they are."""
    if connection.vendor == "postgresql":  # where each would change the row again at the end
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL dengen.is_bulk = 'yes'")
    step()


def follow_events(connection: BaseDatabaseWrapper) -> None:
    """Make a new version with every event from now on."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def unfollow_events(connection: BaseDatabaseWrapper) -> None:
    """Undo `follow_events()`: for a migration that must rewrite the table, nothing else."""
    place = " ON events_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER}{place}")
