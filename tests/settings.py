"""The project's settings, as the tests need them."""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

if "DENGEN_DATA_DIR" not in os.environ:
    # A folder of its own for each run, which its workers share: two runs at a time do no harm.
    os.environ["DENGEN_DATA_DIR"] = tempfile.mkdtemp(prefix="dengen-test-")
    atexit.register(shutil.rmtree, os.environ["DENGEN_DATA_DIR"], ignore_errors=True)
Path(os.environ["DENGEN_DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)
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
