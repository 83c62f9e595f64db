"""What changed since an earlier listing or application, and whether each remark was met."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import ndiff
from typing import Any

from dengen.accounts.models import Application
from dengen.console.review_queues import ReviewQueue
from dengen.japan.written_days import short_day
from dengen.listings.models import Listing
from dengen.listings.rich_text import plain_text

GONE, NEW = "- ", "+ "


@dataclass(frozen=True)
class Row:
    """One field, before and now; `remark` is what the denial said about it, or ""."""

    label: str
    before: str
    now: str
    remark: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)  # of a long text: ("del"…, line)

    @property
    def is_changed(self) -> bool:
        """Whether it reads differently now."""
        return self.before != self.now


@dataclass(frozen=True)
class Comparison:
    """Two of a kind; `reason` is why the earlier one was denied, or ""."""

    earlier: Any
    reason: str
    rows: list[Row]

    @property
    def remarked(self) -> list[Row]:
        """The fields that the denial spoke of."""
        return [row for row in self.rows if row.remark]

    @property
    def changed(self) -> list[Row]:
        """The fields that read differently."""
        return [row for row in self.rows if row.is_changed]


def of_listing(listing: Listing) -> Comparison | None:
    """Compare it with the listing that it resubmits, or else replaces; None if neither."""
    earlier = listing.resubmits or listing.replaces
    if earlier is None:
        return None
    denial = earlier.latest_decision if listing.resubmits else None
    return _comparison(earlier, listing, denial.reason if denial else "", _remarks(denial))


def of_application(application: Application) -> Comparison | None:
    """Compare it with the same person's or business's denied application, if any."""
    earlier = application.former
    if earlier is None:
        return None
    return _comparison(earlier, application, earlier.reason, earlier.remarks)


def earlier_url(desk: ReviewQueue, comparison: Comparison | None) -> str:
    """Return where the earlier one can be seen, or "" if it is gone."""
    if comparison is None or desk.has_lost(comparison.earlier):
        return ""
    return desk.url(comparison.earlier)


def _remarks(denial: Any) -> dict[str, str]:
    return denial.remarks if denial else {}


def _comparison(earlier: Any, now: Any, reason: str, remarks: dict[str, str]) -> Comparison:
    labels = type(now).remarkable()
    rows = [_row(name, str(label), earlier, now, remarks) for name, label in labels.items()]
    return Comparison(earlier, reason, rows)


def _row(name: str, label: str, earlier: Any, now: Any, remarks: dict[str, str]) -> Row:
    before, after = _shown(earlier, name), _shown(now, name)
    lines = list(_lines(before, after)) if name == "html" and before != after else []
    return Row(label, before, after, remarks.get(name, ""), lines)


def _shown(item: Any, name: str) -> str:
    if name == "html":
        return plain_text(item.body.html)
    if name in ("start_on", "end_on"):
        return short_day(getattr(item, name))
    show = getattr(item, f"get_{name}_display", None)
    return str(show() if show else getattr(item, name))


def _lines(before: str, after: str) -> Iterable[tuple[str, str]]:
    for line in ndiff(before.splitlines(), after.splitlines()):
        mark, text = line[:2], line[2:]
        if mark in (GONE, NEW):
            yield ("del" if mark == GONE else "ins", text)
        elif mark == "  ":
            yield ("", text)
