"""Why an application may be a second one of the same business or person, as the trail keeps it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Likeness(models.TextChoices):
    """What an application has in common with another one, or with a member."""

    SAME_NAME = "same_name", _("事業者名が同じです")
    OTHER_NUMBER = "other_number", _("事業者名が同じです（法人番号は異なります）")
    ALIKE_NAME = "alike_name", _("事業者名が似ています")
    SAME_NUMBER = "same_number", _("法人番号が同じです")
    SAME_MAIL = "same_mail", _("メールアドレスが同じです")
    SAME_PERSON = "same_person", _("氏名と電話番号が同じです")
    SAME_ORIGIN = "same_origin", _("同じ接続元から、ほぼ同時に送信されています")
