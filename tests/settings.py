"""The project's settings, as the tests need them."""

import os
import secrets
import tempfile
from pathlib import Path

# A folder of its own for each run, which its workers share: two runs at a time do no harm.
# conftest.py makes and removes it: what only reads these settings, as mypy does, leaves nothing.
OWN_FOLDER = None
if "DENGEN_DATA_DIR" not in os.environ:
    OWN_FOLDER = Path(tempfile.gettempdir(), f"dengen-test-{secrets.token_hex(4)}")
    os.environ["DENGEN_DATA_DIR"] = str(OWN_FOLDER)
os.environ.setdefault("DENGEN_SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("DENGEN_DEMO", "1")

from dengen.settings import *

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
HASHES_AT_ONCE = 50  # races of tries are only races if they run at once
PASSWORD_HASHERS = ["tests.hashers.CheapArgon2Hasher"]
STORAGES = STORAGES | {  # no collectstatic first
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
