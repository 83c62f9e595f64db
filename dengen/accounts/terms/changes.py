"""What differs between two versions of the terms, for reading: article by article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"[一-鿿々〇]+|[ぁ-ゖー]+|[ァ-ヺー]+|[A-Za-z0-9０-９]+|.", re.DOTALL)
ALIKE = 0.5  # share of words that makes two articles one that was changed


@dataclass(frozen=True)
class Span:
    """A piece of text that stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Article:
    """One paragraph of the terms with its heading."""

    spans: list[Span]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it differs."""
        return any(span.kind != "same" for span in self.spans)


def compare(old: str, new: str) -> list[Article]:
    """Return all articles in the order of the new version, removed ones where they stood."""
    return list(_articles(_split(old), _split(new)))


def changed_articles(old: str, new: str) -> list[Article]:
    """Return only the articles that differ."""
    return [article for article in compare(old, new) if article.is_changed]


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part]


def _articles(old: list[str], new: list[str]) -> Iterator[Article]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for step, first, last, start, end in matcher.get_opcodes():
        if step == "equal":
            yield from (Article([Span("same", text)]) for text in new[start:end])
        else:
            yield from _pairs(old[first:last], new[start:end])


def _pairs(old: list[str], new: list[str]) -> Iterator[Article]:
    """Return each new article beside the old one that it was made of, if there is one."""
    for text in new:
        place = next((n for n, other in enumerate(old) if _are_alike(other, text)), None)
        if place is None:
            yield Article([Span("added", text)])
            continue
        yield from (Article([Span("removed", gone)]) for gone in old[:place])
        yield Article(list(_spans(WORDS.findall(old[place]), WORDS.findall(text))))
        old = old[place + 1 :]
    yield from (Article([Span("removed", gone)]) for gone in old)


def _are_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, WORDS.findall(old), WORDS.findall(new), autojunk=False)
    return matcher.ratio() >= ALIKE


def _spans(old: list[str], new: list[str]) -> Iterator[Span]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for step, first, last, start, end in matcher.get_opcodes():
        if step == "equal":
            yield Span("same", "".join(new[start:end]))
            continue
        if first < last:
            yield Span("removed", "".join(old[first:last]))
        if start < end:
            yield Span("added", "".join(new[start:end]))
