"""The project's settings, as the tests need them."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "var" / "test"
(FOLDER / "static").mkdir(parents=True, exist_ok=True)
os.environ.setdefault("DENGEN_SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("DENGEN_DATA_DIR", str(FOLDER))
os.environ.setdefault("DENGEN_DEMO", "1")

from dengen.settings import *

PASSWORD_HASHERS = ["tests.hashers.CheapArgon2Hasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"  # no collectstatic first
}
