"""Django's backend for PostgreSQL, with the limits of ../limits.py."""
