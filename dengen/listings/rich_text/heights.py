"""Exponents and indices as characters, where there is nothing but text: 10⁶, CO₂."""

_SIGNS = "0123456789+-−=()"
_RAISED = str.maketrans(_SIGNS + "ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def in_characters(text: str, height: str) -> str:
    """Return the text raised ("sup") or lowered ("sub"); as it is if not all of it can be."""
    table = {"sup": _RAISED, "sub": _LOWERED}.get(height, {})
    return text.translate(table) if all(ord(c) in table for c in text) else text
