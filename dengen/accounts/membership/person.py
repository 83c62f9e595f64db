"""What is registered about the person in charge (担当者): the same at applying and as a member."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengen.accounts.membership.validators import refuse_free_mail
from dengen.japan.line_field import LineField
from dengen.japan.mail_addresses import MailAddressField, is_same_address
from dengen.japan.person_names import check_name
from dengen.japan.phones import KEPT_LENGTH
from dengen.japan.streets import has_number

ERASED = "＊＊＊"  # in the place of what told of a person


class Gender(models.TextChoices):
    """Optional (manual §2.1: いずれかを選択（任意）)."""

    MALE = "male", _("男性")
    FEMALE = "female", _("女性")
    OTHER = "other", _("その他")


class Person(models.Model):
    """The fields of manual §2.1, in its order."""

    family_name = LineField(_("姓"), longest=40, check=check_name)
    given_name = LineField(_("名"), longest=40, check=check_name)
    family_kana = LineField(_("フリガナ（セイ）"), longest=40)
    given_kana = LineField(_("フリガナ（メイ）"), longest=40)
    gender = models.CharField(_("性別"), max_length=10, choices=Gender, blank=True)
    email = MailAddressField(_("メールアドレス1"), validators=[refuse_free_mail])
    email2 = MailAddressField(_("メールアドレス2"), blank=True, validators=[refuse_free_mail])
    postal_code = models.CharField(_("郵便番号"), max_length=7)
    prefecture = models.CharField(_("都道府県"), max_length=4)
    street = LineField(_("市区町村・番地"), longest=200)
    building = LineField(_("建物名"), longest=100, blank=True)
    phone = models.CharField(_("電話番号"), max_length=KEPT_LENGTH)
    fax = models.CharField(_("FAX番号"), max_length=KEPT_LENGTH, blank=True)
    mobile = models.CharField(_("携帯電話"), max_length=KEPT_LENGTH, blank=True)
    work_address = LineField(_("勤務先住所"), longest=300)
    work_phone = models.CharField(_("勤務先電話番号"), max_length=KEPT_LENGTH, blank=True)

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        """Family name and given name, as one writes them in a letter."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def gender_told(self) -> str:
        """The gender, or that the person would not say."""
        return self.get_gender_display() or gettext("回答しない")

    @property
    def work_phone_told(self) -> str:
        """The number at work, or that it is the one above."""
        return self.work_phone or gettext("（担当者情報と同じ）")

    @property
    def addresses(self) -> list[str]:
        """The registered mail addresses: one or two."""
        return [address for address in (self.email, self.email2) if address]

    @property
    def street_remark(self) -> str:
        """What to say where 番地 seems to have been forgotten, or ""; some places have none."""
        if has_number(self.street):
            return ""
        return gettext(
            "市区町村・番地に番地の数字がありません。番地がある場合は、続けて入力してください。"
        )

    def without_person(self, text: str) -> str:
        """Return the text without what is registered here: what the trail may keep of a reason."""
        names = (self.family_name + self.given_name, self.full_name)
        values = (*names, self.full_name.replace(" ", "\u3000"))
        registered = {*values, *(getattr(self, name) for name in PERSON_FIELDS if name != "gender")}
        for value in sorted(registered, key=len, reverse=True):
            if len(value) > 1:  # 林 alone stands in many a word
                text = text.replace(value, ERASED)
        return text


def check_addresses_differ(email: str, email2: str) -> None:
    """Raise `ValidationError` on `email2` if both are one address, which would get all twice."""
    if email2 and is_same_address(email, email2):
        told = gettext(
            "メールアドレス1と同じアドレスです。別のアドレスを入力するか、空欄にしてください。"
        )
        raise ValidationError({"email2": told})


PERSON_FIELDS = [field.name for field in Person._meta.local_fields]
