"""Django's backend for SQLite, with connections that threads share, as ../pool.py tells."""
