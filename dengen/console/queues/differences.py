"""What changed since an earlier listing or application, and whether each remark was met."""

from dataclasses import dataclass, field
from typing import Any

from dengen.accounts.models import Application
from dengen.console.queues.review_queue import ReviewQueue
from dengen.listings.models import Listing
from dengen.ui.changes import Passage, compare


@dataclass(frozen=True)
class Row:
    """One field, before and now; `remark` is what the denial said about it, or ""."""

    label: str
    before: str
    now: str
    remark: str = ""
    passages: list[Passage] = field(default_factory=list)  # the lines of a long text

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


def earlier_url(queue: ReviewQueue, comparison: Comparison | None) -> str:
    """Return where the earlier one can be seen, or "" if it is gone."""
    if comparison is None or queue.has_lost(comparison.earlier):
        return ""
    return queue.url(comparison.earlier)


def _remarks(denial: Any) -> dict[str, str]:
    return denial.remarks if denial else {}


def _comparison(earlier: Any, now: Any, reason: str, remarks: dict[str, str]) -> Comparison:
    rows = []
    for name, label in type(now).reviewed_fields().items():
        before, after = earlier.text_of(name), now.text_of(name)
        is_long = "\n" in before + after and before != after
        passages = compare(before.splitlines(), after.splitlines()) if is_long else []
        rows.append(Row(str(label), before, after, remarks.get(name, ""), passages))
    return Comparison(earlier, reason, rows)
