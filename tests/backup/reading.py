"""Backups as tests look at them, and write them anew."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from dengen.backup.archive import MANIFEST, part_of
from dengen.backup.manifest import Manifest
from dengen.backup.reading import opened

type Change = Callable[[list[bytes]], list[bytes]]


def manifest_of(file: Path, identity: Path | None = None) -> Manifest:
    """What the backup says of itself."""
    with opened(file, identity, file.parent) as backup:
        return backup.manifest


def rewrite(old: Path, new: Path, **words) -> Path:
    """The backup with other words in its manifest."""
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == MANIFEST:
                content = json.dumps(json.loads(content) | words).encode()
            target.writestr(name, content)
    return new


def forge(old: Path, new: Path, table: str, change: Change, *, fits: bool = True) -> Path:
    """The backup with other rows in a table, and a manifest that fits them if wanted."""
    part = part_of(table)
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        lines = change(source.read(part).splitlines(keepends=True))
        content = b"".join(lines)
        manifest = json.loads(source.read(MANIFEST))
        if fits:
            manifest["tables"][table] |= {
                "rows": len(lines),
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        parts = {name: source.read(name) for name in source.namelist()}
        for name, text in (parts | {part: content, MANIFEST: json.dumps(manifest)}).items():
            target.writestr(name, text)
    return new
