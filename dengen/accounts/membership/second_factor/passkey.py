"""パスキー: a key in somebody's device, of which the board knows the public half (WebAuthn)."""

from django.conf import settings
from django.db import models

from dengen import clock
from dengen.accounts.membership.second_factor.relying_party import PublicHalf, public_half


class Passkey(models.Model):
    """One of an account's passkeys."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=40)
    credential_id = models.CharField(max_length=2048, unique=True)
    credential = models.BinaryField()
    count = models.BigIntegerField()  # of uses, as the device told last; 0 if it doesn't count
    added_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"passkey {self.pk}"

    @property
    def public_half(self) -> PublicHalf:
        """What an answer is checked against."""
        return public_half(bytes(self.credential))

    def accepts(self, count: int) -> bool:
        """Return whether the device's count has grown: one that stands still belongs to a copy."""
        if (count or self.count) and count <= self.count:
            return False
        self.count, self.used_at = count, clock.now()
        self.save()
        return True
