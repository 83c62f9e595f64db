"""What differs between two versions of a text, for reading: passage by passage, word by word.

difflib finds it. Members' texts are compared too, so the work is bounded: what recurs very often is
no anchor ("autojunk"). ndiff is not used: it compares all lines with all others again and again,
and took half a minute for a text that the form accepts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# 5,000kW is one word: half a number that has changed is no use to anybody.
WORD = re.compile(
    r"[一-鿿々〇]+|[ぁ-ゖー]+|[ァ-ヺー]+|[A-Za-z0-9０-９]+(?:[.,．，][0-9０-９]+[A-Za-z]*)*|.",
    re.DOTALL,
)
ALIKE = 0.5  # share of words that makes two passages one that was changed
AHEAD = 8  # removed passages among which the one that became a new passage is sought
MOST_WORDS = 2000  # of a passage that is compared word by word


@dataclass(frozen=True)
class Span:
    """A piece of text that stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    text: str

    @property
    def is_added(self) -> bool:
        """Whether only the new version has it."""
        return self.kind == "added"

    @property
    def is_removed(self) -> bool:
        """Whether only the old version has it."""
        return self.kind == "removed"


@dataclass(frozen=True)
class Passage:
    """An article, a paragraph or a line."""

    spans: list[Span]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it differs."""
        return any(span.kind != "same" for span in self.spans)


def changed_articles(old: str, new: str) -> list[Passage]:
    """Return the articles that differ: what blank lines part."""
    return [passage for passage in compare(_articles(old), _articles(new)) if passage.is_changed]


def compare(old: Sequence[str], new: Sequence[str]) -> list[Passage]:
    """Return all passages in the order of the new version, removed ones where they stood."""
    return list(_passages(old, new))


def _articles(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part]


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    for step, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal":
            yield from (Passage([Span("same", text)]) for text in new[start:end])
        else:
            yield from _pairs(old[first:last], new[start:end])


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Return each new passage beside the old one that it was made of, if there is one."""
    gone = [WORD.findall(text) for text in old]
    done = 0  # of them
    for text in new:
        words = WORD.findall(text)
        nearest = range(done, min(done + AHEAD, len(gone)))
        place = next((n for n in nearest if _are_alike(gone[n], words)), None)
        if place is None:
            yield Passage([Span("added", text)])
            continue
        yield from _removed(old[done:place])
        yield Passage(list(_spans(gone[place], words)))
        done = place + 1
    yield from _removed(old[done:])


def _removed(texts: Sequence[str]) -> Iterator[Passage]:
    return (Passage([Span("removed", text)]) for text in texts)


def _are_alike(old: list[str], new: list[str]) -> bool:
    if max(len(old), len(new)) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, old, new)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _spans(old: list[str], new: list[str]) -> Iterator[Span]:
    for step, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal":
            yield Span("same", "".join(new[start:end]))
            continue
        if first < last:
            yield Span("removed", "".join(old[first:last]))
        if start < end:
            yield Span("added", "".join(new[start:end]))
