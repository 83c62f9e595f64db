"""What an account may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """一般 is every member's 会員種別; the others are the operator's staff."""

    MEMBER = "member", _("一般")
    REVIEWER = "reviewer", _("審査担当")
    ADMINISTRATOR = "administrator", _("管理者")
    AUDITOR = "auditor", _("監査担当")


DECIDING = {Role.REVIEWER, Role.ADMINISTRATOR}
STAFF = [Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR]
