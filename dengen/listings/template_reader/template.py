"""The 情報掲載用テンプレート (manual §3.1): what a member copies, fills in and pastes back."""

import unicodedata

# A fixed form and not screen text: its labels are what the reader looks for, so they are not
# translated.
TEMPLATE = """\
①希望の区分：
※「売」又は「買」を記入してください（必須）
②事業者名：
※正式名称で記入してください（必須）
③問合せ先：
メールアドレス：
電話番号：
担当者名：
※メールアドレス又は電話番号と、売買の担当者名を記入してください（必須）
※メールアドレスは、個人アドレス以外のメーリングリスト等を推奨します
④電源所在エリア：
※北海道、東北、東京、中部、北陸、関西、中国、四国、九州、沖縄から一つ（任意）
⑤任意記載事項：
※伝達したい事項を簡潔に記入してください（任意）
"""

# The manual's own hints, which people copy together with the items.
_MANUAL = """\
＜記載項目＞
＜記載要綱＞
＜記載要綱＞①～③は必須、④～⑤は任意
項目は情報掲載用テンプレートをコピーしてご利用いただけます。
①～③は必須、④～⑤は任意です。
①は売又は買を指定
②は正式名称で記載
③はメールアドレス※又は電話番号と、売買の担当者名を指定
③はメールアドレス※又は電話番号と、
売買の担当者名を指定
※個人アドレス以外のメーリングリスト等推奨
④は全国10電力エリア※から指定
※北海道、東北、東京、中部、北陸、関西、中国、四国、九州、沖縄
⑤は伝達したい事項を簡潔に記載
フォントサイズは14以上を推奨
電源情報
情報掲載用テンプレート
"""

_IGNORED = str.maketrans("", "", " \t〝〟“”\"'「」")


def _folded(line: str) -> str:
    return unicodedata.normalize("NFKC", line).translate(_IGNORED)


_GUIDANCE = {_folded(line) for line in (TEMPLATE + _MANUAL).splitlines() if not line.endswith("：")}
_LONGEST = 2 * max(map(len, _GUIDANCE))


def is_guidance(line: str) -> bool:
    """Return whether it is the form's own hint or ruler, and nothing the member wrote."""
    if len(line) > _LONGEST:
        return False
    folded = _folded(line)
    return folded in _GUIDANCE or (bool(folded) and not folded.strip("-=_*ー―─━～~"))
