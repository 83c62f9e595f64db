"""A title as searches compare it."""

from dengen.japan.width import fold


def fold_title(title: str) -> str:
    """Return the title, or a part of it, without what doesn't count: width, case and spaces.

    東 京 is found by 東京, and 太陽光 1,000kW by 太陽光1,000kw.
    """
    return fold(title).replace(" ", "")
