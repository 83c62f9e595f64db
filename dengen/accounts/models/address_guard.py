"""Limits for each network address: freezing other people's IDs on purpose must not be cheap."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Self

from django.conf import settings
from django.db import models

from dengen.events.origin import Origin
from dengen.japan import clock

HOUSEHOLD = 64  # bits of an IPv6 address that one connection gets; the rest it chooses as it likes


class AddressGuard(models.Model):
    """The count of wrong passwords from one network since `began_at`.

    An office behind one address shares it, so the limit is generous, and whoever logged in with
    that browser before is let past it: see known_browser.py.
    """

    network = models.CharField(max_length=45, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.network}: {self.failures}"

    @classmethod
    def lock_for(cls, place: Origin) -> Self | None:
        """The locked guard of the place's network; None where a limit would hit the wrong people.

        That is the command line, and a proxy that nobody has configured: behind it all visitors
        have one address.
        """
        network = network_of(place.address)
        if not network or place.is_unknown_proxy:
            return None
        cls.objects.get_or_create(network=network)
        found = cls.objects.select_for_update().get(network=network)
        if found.ends_at <= clock.now():
            found.failures, found.began_at = 0, clock.now()
        return found

    @property
    def ends_at(self) -> datetime:
        """When the count begins anew."""
        return self.began_at + timedelta(minutes=settings.ADDRESS_MINUTES)

    def is_full(self) -> bool:
        """Whether no further password is tried from here before `ends_at`."""
        return self.failures >= settings.ADDRESS_TRIES

    def count_failure(self) -> None:
        """One more wrong password."""
        self.failures += 1
        self.save()

    @classmethod
    def clear_old(cls) -> None:
        """Forgets the counts that are over; for the housekeeping."""
        over = clock.now() - timedelta(minutes=settings.ADDRESS_MINUTES)
        cls.objects.filter(began_at__lte=over).delete()


def network_of(address: str) -> str:
    """The address itself, or of IPv6 the /64 that it lies in; "" if it is none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if parsed.version == 4:  # noqa: PLR2004
        return str(parsed)
    return str(ip_network((int(parsed), HOUSEHOLD), strict=False))
