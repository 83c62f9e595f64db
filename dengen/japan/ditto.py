"""同上: what is the same as above, in the ways in which people write it."""

import unicodedata

DITTO = "同上"
WRITTEN = {DITTO, "同じ", "同", "上と同じ", "上に同じ", "上記と同じ", "上記に同じ", "〃"}


def is_ditto(text: str) -> bool:
    """Return whether the text says no more than that it is the same as above."""
    said = "".join(text.split()).strip("。.．「」()（）")
    return said in WRITTEN or unicodedata.normalize("NFKC", said) in WRITTEN
