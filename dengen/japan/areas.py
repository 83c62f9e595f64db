"""The ten electricity areas (全国10電力エリア, manual §3.1 ④) and the 47 prefectures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.TextChoices):
    """In the manual's order, north to south."""

    HOKKAIDO = "hokkaido", _("北海道")
    TOHOKU = "tohoku", _("東北")
    TOKYO = "tokyo", _("東京")
    CHUBU = "chubu", _("中部")
    HOKURIKU = "hokuriku", _("北陸")
    KANSAI = "kansai", _("関西")
    CHUGOKU = "chugoku", _("中国")
    SHIKOKU = "shikoku", _("四国")
    KYUSHU = "kyushu", _("九州")
    OKINAWA = "okinawa", _("沖縄")


# As they are written in Japanese, whatever the language of the screen, and their reading.
READING_OF = {
    Area.HOKKAIDO: ("北海道", "ホッカイドウ"),
    Area.TOHOKU: ("東北", "トウホク"),
    Area.TOKYO: ("東京", "トウキョウ"),
    Area.CHUBU: ("中部", "チュウブ"),
    Area.HOKURIKU: ("北陸", "ホクリク"),
    Area.KANSAI: ("関西", "カンサイ"),
    Area.CHUGOKU: ("中国", "チュウゴク"),
    Area.SHIKOKU: ("四国", "シコク"),
    Area.KYUSHU: ("九州", "キュウシュウ"),
    Area.OKINAWA: ("沖縄", "オキナワ"),
}
NAMES = {name: area for area, (name, _reading) in READING_OF.items()}
READINGS = {reading: name for name, reading in READING_OF.values()}

# Those that lie in two areas are left out: 静岡, 岐阜, 三重, 福井, 兵庫, 香川 and 愛媛.
_WHOLLY_IN = {
    Area.HOKKAIDO: "北海道",
    Area.TOHOKU: "青森県 岩手県 宮城県 秋田県 山形県 福島県 新潟県",
    Area.TOKYO: "茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 山梨県",
    Area.CHUBU: "長野県 愛知県",
    Area.HOKURIKU: "富山県 石川県",
    Area.KANSAI: "滋賀県 京都府 大阪府 奈良県 和歌山県",
    Area.CHUGOKU: "鳥取県 島根県 岡山県 広島県 山口県",
    Area.SHIKOKU: "徳島県 高知県",
    Area.KYUSHU: "福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県",
    Area.OKINAWA: "沖縄県",
}
AREA_OF = {name: area for area, names in _WHOLLY_IN.items() for name in names.split()}

PREFECTURES = (  # noqa: SIM905 - 47 quoted strings read worse
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 "
    "神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 "
    "大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 "
    "福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
).split()
