"""A guard for the parser: its time grows with the square of how deep elements stand in others."""

import re


def words(text: str) -> set[str]:
    """A set of tags' names, written as one text."""
    return set(text.split())


_DEEPEST = 200  # a paste from Office stays under 30
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_TAG_WITH_REST = re.compile(r"<[/!a-zA-Z][^<>]*>?")
# These end by themselves when the next one comes.
_SHALLOW = words(
    "area base br col embed hr img input link meta source track wbr p li dt dd td th tr "
    "tbody thead tfoot option"
)


def is_too_deep(html: str) -> bool:
    """Whether elements are left open in one another as no person and no program writes them."""
    depth = 0
    for slash, name in _TAG.findall(html):
        if name.lower() in _SHALLOW:
            continue
        depth = max(depth - 1, 0) if slash else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def without_tags(html: str) -> str:
    """The text between the tags, a line for each stretch."""
    return _TAG_WITH_REST.sub("\n", html)
