"""The outbox as the worker sees it."""

from dengen.mail.models import Delivery, Message


def delivery_of(message: Message) -> Delivery:
    """Its only delivery."""
    return deliveries_of(message)[0]


def deliveries_of(message: Message) -> list[Delivery]:
    """What the worker begins with when it first looks at the mail, or what it has begun."""
    Delivery.objects.begin(Message.objects.filter(pk=message.pk), 1)
    return list(message.deliveries.select_related("message").order_by("pk"))


def pauses_are_over() -> None:
    """Let every waiting delivery be due, as if its pause were over."""
    for one in Delivery.objects.waiting():
        Delivery.objects.filter(pk=one.pk).update(next_try_at=one.message.created_at)
