"""Static files under names that hold their content's hash, and what pages say about them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms.widgets import MediaAsset
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """What scripts import has its hash in its name too: no page mixes two releases' scripts."""

    support_js_module_import_aggregation = True

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress those alone that pages name: it takes most of `dengen migrate`."""
        return super().compress_files(set(paths) & set(self.hashed_files.values()))

    def create_compressor(self, **options: Any) -> Compressor:
        """Leave out source maps: no browser asks for them, and they take most of the time."""
        return Compressor(**options | {"extensions": [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]})


class Preload(MediaAsset):
    """A script that a form's script imports: the browser fetches both at the same time."""

    element_template = '<link href="{path}"{attributes}>'

    def __init__(self, path: str) -> None:
        super().__init__(path, rel="modulepreload")
