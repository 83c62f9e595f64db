"""What was chosen of a queue to be decided on at once, and what came of each."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dengen.console.audit.trail import last_step
from dengen.console.desk.as_read import refusal_text
from dengen.console.queues.review_queue import ReviewQueue
from dengen.database.read_only import ReadOnly
from dengen.events.steps import StepNotAllowed
from dengen.mail.outbox import Letter
from dengen.ui.numbers import number_in

MOST_CHOICES = 200  # choices in one go; a page of the queue has fewer
logger = logging.getLogger(__name__)


@dataclass
class Choice:
    """An item, the revision in which the reviewer read it, and what came of it."""

    item: Any
    name: str
    revision: int
    refusal: str = ""
    met_read_only: bool = False
    is_repeated: bool = False  # this very person had decided so before
    letter: Letter | None = None
    addresses: tuple[str, ...] = ()
    concerns: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        """How the choice is sent."""
        return f"{self.item.pk}:{self.revision}"

    def take(self, step: Callable[[Any, int], bool]) -> None:
        """Take the step with the item as it was read; note why, if that isn't possible."""
        try:
            self.is_repeated = not step(self.item, self.revision)
        except StepNotAllowed as refusal:
            self.refusal = refusal_text(refusal, self.item)
        except ValidationError as refusal:
            self.refusal = "".join(refusal.messages)
        except ReadOnly:  # no fault: an administrator has said so
            self.refusal, self.met_read_only = _("処理していません。"), True
        except Exception:  # the others are done already: the page must say what became of each
            logger.exception("one of several was not decided")
            self.refusal = _("不具合のため処理できませんでした。個別の画面でご確認ください。")


def chosen(request: HttpRequest, queue: ReviewQueue) -> list[Choice]:
    """Return what was chosen and is still there, in the queue's order."""
    values = [value for value in request.POST.getlist("chosen")[:MOST_CHOICES] if ":" in value]
    revisions = dict(map(_parsed, values))
    items = list(queue.model.objects.filter(pk__in=revisions).order_by("submitted_at", "pk"))
    return [Choice(item, queue.naming(item), revisions[item.pk]) for item in items]


def look(queue: ReviewQueue, choices: list[Choice]) -> None:
    """Note what matters about each, and which were decided before the question is asked."""
    found = queue.concerns([choice.item for choice in choices])
    for choice in choices:
        choice.concerns = found[choice.item.pk]
        if choice.item.revision != choice.revision:
            choice.refusal = _(
                "一覧を開いた後に状態が変わったため、対象から外しました。%(what)s"
            ) % {"what": last_step(choice.item)}


def _parsed(value: str) -> tuple[int, int]:
    pk, _colon, revision = value.partition(":")
    return number_in(pk) or 0, number_in(revision) or 0
