"""What the fields of a listing are called where one speaks of them (manual §3.1: ①〜⑤)."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "title": _("タイトル"),
    "start_on": _("開始日"),
    "end_on": _("終了日"),
    "side": _("① 希望の区分"),
    "organization_name": _("② 事業者名"),
    "contact_mail": _("③ 問合せ先のメールアドレス"),
    "contact_phone": _("③ 問合せ先の電話番号"),
    "contact_person": _("③ 売買の担当者名"),
    "area": _("④ 電源所在エリア"),
    "html": _("⑤ 任意記載事項"),
}
