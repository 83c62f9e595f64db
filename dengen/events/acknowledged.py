"""Parts of the chain that somebody has accepted as they are: sealed with a wrong key, for example.

A step of the trail (`trail.acknowledged`) says who did, and why. It holds a digest of what it
accepts, so that nobody can change that part unseen from then on.
"""

from dengen.events.digests import AcknowledgementDigest, is_same, signature
from dengen.events.flaw import CHANGED, INSERTED, Flaw
from dengen.events.head import ACKNOWLEDGED
from dengen.events.models import Event, Seal, Unsealed


class Acknowledgements:
    """All acknowledgements of the trail; `count` seals were accepted by one so far."""

    def __init__(self) -> None:
        steps = Event.objects.filter(name=ACKNOWLEDGED)
        self._by_first = {step.particulars.get("first"): step for step in steps}
        self._open: Event | None = None
        self._cover = AcknowledgementDigest()
        self._used: list[Event] = []
        self._proven: set[int] = set()
        self._flaw: Flaw | None = None
        self.count = 0

    def takes(self, seal: Seal, event: Event | None, before: Seal | None) -> bool:
        """Return whether the seal after `before` belongs to a part that was acknowledged."""
        if event is None or seal.number != (before.number if before else 0) + 1:
            return False
        if self._open is None and seal.number in self._by_first:
            self._open, self._cover = self._by_first[seal.number], AcknowledgementDigest()
            self._used.append(self._open)
        if self._open is None:
            return False
        self._cover.add(seal.digest, event)
        self.count += 1
        particulars = self._open.particulars
        if seal.number >= particulars["last"]:
            if not is_same(self._cover.hexdigest(), particulars["cover"]):
                self._flaw = self._flaw or Flaw(CHANGED, number=particulars["first"])
            self._open = None
        return True

    def prove(self, event: Event | None) -> None:
        """Note that this event's own seal was good."""
        if event and event.name == ACKNOWLEDGED:
            self._proven.add(event.pk)

    def flaw(self) -> Flaw | None:
        """Return what is wrong with used ones: changed since, or not recorded by the board."""
        if self._flaw:
            return self._flaw
        for step in self._used:
            if step.pk not in self._proven and not is_signed(step):
                return Flaw(INSERTED, step.pk)
        return None


def is_signed(event: Event) -> bool:
    """Return whether the event waits for its seal, with a signature that fits."""
    note = Unsealed.objects.filter(pk=event.pk).first()
    return note is not None and is_same(note.signature, signature(event))
