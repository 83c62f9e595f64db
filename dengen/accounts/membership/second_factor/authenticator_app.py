"""認証アプリ: an app on somebody's phone that shows another code of six digits every 30 seconds."""

from django.conf import settings
from django.db import models, transaction
from pyotp import TOTP
from pyotp.utils import strings_equal

from dengen import clock
from dengen.sealing import reseal, unseal

CLOCKS_DIFFER = 1  # so many codes before and after the present one are taken too


class AuthenticatorApp(models.Model):
    """The secret that the board shares with the app."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="authenticator_app"
    )
    sealed_secret = models.CharField(max_length=255)
    last_step = models.BigIntegerField()  # of the last code that was taken
    added_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"authenticator app {self.pk}"

    @classmethod
    @transaction.atomic
    def reseal_all(cls) -> tuple[int, int]:
        """Put secrets under the present key; return how many, and how many can't be read.

        Those were made under a key that is no fallback: their owners need a new second factor.
        """
        lost = 0
        for app in cls.objects.select_for_update():
            resealed = reseal(app.sealed_secret)
            if resealed is None:
                lost += 1
            elif resealed != app.sealed_secret:
                app.sealed_secret = resealed
                app.save(update_fields=["sealed_secret"])
        return cls.objects.count() - lost, lost

    def accepts(self, code: str) -> bool:
        """Return whether the code is right and newer than the last one; it is good only once."""
        secret = unseal(self.sealed_secret)
        step = matching_step(secret, code) if secret else None
        if step is None or step <= self.last_step:
            return False
        self.last_step, self.used_at = step, clock.now()
        self.save()
        return True


def matching_step(secret: str, code: str) -> int | None:
    """Return the number of the code's half minute, if it is near enough; else None."""
    app = TOTP(secret)
    now = app.timecode(clock.now())
    near = range(now - CLOCKS_DIFFER, now + CLOCKS_DIFFER + 1)
    return next((step for step in near if strings_equal(app.generate_otp(step), code)), None)
