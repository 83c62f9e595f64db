"""Writing a backup as a stream, row by row."""

import hashlib
import zipfile
from collections.abc import Callable
from typing import IO

from dengen.backup import rows
from dengen.backup.archive import MANIFEST, Progress, part_of, progress_from
from dengen.backup.manifest import Manifest, Table
from dengen.backup.tables import Model, applied_here, models_at

TOLD_EVERY = 1000  # rows, from one word of progress to the next


def write_archive(target: IO[bytes], progress: Progress, **told: str) -> Manifest:
    """Write the board as it is in this transaction; return what the archive says of itself.

    What is `told` is said otherwise in the manifest.
    """
    migrations = applied_here()
    models = models_at(migrations)
    total, done = sum(map(rows.count, models)), 0
    tables = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for model in models:
            name = model._meta.db_table
            with archive.open(part_of(name), "w", force_zip64=True) as part:
                tables[name] = digest(model, part.write, progress_from(done, total, progress))
            done += tables[name].rows
        manifest = Manifest.of_board(migrations, tables, models, **told)
        archive.writestr(MANIFEST, manifest.to_json())
    return manifest


def digest(model: Model, take: Callable[[bytes], object], progress: Callable[[int], None]) -> Table:
    """Return what the rows of a table are, each of which `take` was given."""
    found, count, size = hashlib.sha256(), 0, 0
    for count, line in enumerate(rows.lines_of(model), 1):
        found.update(line)
        take(line)
        size += len(line)
        if count % TOLD_EVERY == 0:
            progress(count)
    progress(count)
    return Table(rows.columns_of(model), count, size, found.hexdigest())
