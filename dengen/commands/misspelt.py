"""Settings whose names nothing reads: most likely they are misspelt."""

import os
from collections.abc import Iterator
from difflib import get_close_matches

from dengen.pages.shared_pages import FILE_VARIABLE
from dengen.settings.environment import env

OUR_PREFIX, DATABASE = "DENGEN_", "DATABASE_URL"
# What commands take beside the settings, and what the proxies of deploy/ read.
OTHER_NAMES = {
    FILE_VARIABLE,
    "DENGEN_OPERATOR_PASSWORD",
    "DENGEN_HOST",
    "DENGEN_UPSTREAM",
    "DENGEN_REQUEST_BUFFERS",
}
ALIKE = 0.8


def misspelt_settings() -> Iterator[str]:
    """Yield a sentence for each name in the environment that looks like a setting and is none."""
    settings = {*env.dump(), *(f"{name}_FILE" for name in env.dump())}
    of_database = {DATABASE, f"{DATABASE}_FILE"}
    for name in sorted(os.environ.keys() - settings - OTHER_NAMES):
        if name.startswith(OUR_PREFIX):
            likely = get_close_matches(name, settings, n=1)
        elif not (likely := get_close_matches(name, of_database, n=1, cutoff=ALIKE)):
            continue
        yield f"{name} is no setting{f': is {likely[0]} meant?' if likely else '.'}"
