"""③ 問合せ先: a mail address or a phone number, and a person, in any arrangement."""

import re
from dataclasses import dataclass

from dengen.japan.phones import clean_phone

# One character for one, so that nothing else of the text moves.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = "‐‑‒–—―−ーｰ-"

# Every repetition is bounded: a long line without an address costs no more than its length.
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_PHONE = re.compile(
    rf"(?<![\d{_DASHES}])(?:\+81\s?[{_DASHES}]?\s?\(?0?\)?|\(?0)\d{{1,4}}"
    rf"[)\s{_DASHES}]{{0,2}}\(?\d{{1,4}}[)\s{_DASHES}]{{0,2}}\d{{3,4}}(?![\d{_DASHES}])"
)
# 03-1234-5678（代） 内線12
_ROLE = r"(?:[ \t]{0,3}\((?:代表?|直通)\))?"
_WITH_EXTENSION = r"(?:[\s(,]{0,5}(?:内線(?:番号)?|ext\.?)\s{0,3}[:.]?\s{0,3}\d{1,6}\)?)?"
_FAX = re.compile(rf"(?:FAX|ファックス|ファクス)[\s:)]{{0,5}}{_PHONE.pattern}", re.IGNORECASE)
_WHOLE_PHONE = re.compile(_PHONE.pattern + _ROLE + _WITH_EXTENSION)
_ADDRESS_WORD = re.compile(
    r"(?:代表)?(?:電子)?(?:メール(?:アドレス)?|ﾒｰﾙ(?:ｱﾄﾞﾚｽ)?|E-?mail|Mail|電話(?:番号)?|TEL|ＴＥＬ)"
    r"(?:\s?又は\s?電話番号)?\s{0,5}(?=[:.\s(]|$)",
    re.IGNORECASE,
)
_PERSON_WORD = re.compile(
    r"(?:売買の?)?ご?担当者?(?:の?氏?名)?\s{0,5}[:=\s]\s{0,5}|氏名\s{0,5}[:=]"
)
_EXTENSION = re.compile(r"\(?内線")
_EDGES = " \t　:()[]{}<>【】「」『』・-=.。、,;"
_NAME_LENGTH = 60
_PLAIN_NAME_LENGTH = 30  # without 担当者名 before it
_BREAK, _PERSON = "\n", "\n\0"


@dataclass(frozen=True)
class Contact:
    """What ③ said; `left` are the pieces that are none of the three."""

    mail: str = ""
    phone: str = ""
    person: str = ""
    left: tuple[str, ...] = ()


def has_address(text: str) -> bool:
    """Return whether a mail address or a phone number stands in the text."""
    folded = text.translate(_HALF_WIDTH)
    return bool(_MAIL.search(folded) or _PHONE.search(folded))


def read_contact(lines: list[str]) -> Contact:
    """Read the lines of ③; the first mail and the first phone count."""
    text = "\n".join(lines).translate(_HALF_WIDTH)
    mails = _MAIL.findall(text)
    text = _MAIL.sub(_BREAK, text)
    faxes = [match[0] for match in _FAX.finditer(text)]
    text = _FAX.sub(_BREAK, text)
    phones = [match[0] for match in _WHOLE_PHONE.finditer(text)]
    text = _WHOLE_PHONE.sub(_BREAK, text)
    person, left = _person(text)
    return Contact(
        mail=mails[0] if mails else "",
        phone=_hyphened(phones[0]) if phones else "",
        person=person,
        left=(*mails[1:], *phones[1:], *faxes, *left),
    )


def _person(text: str) -> tuple[str, list[str]]:
    text = _EXTENSION.sub("\n内線", _ADDRESS_WORD.sub(_BREAK, text))
    text = _PERSON_WORD.sub(_PERSON, text)
    pieces = [piece.strip(_EDGES) for piece in re.split(r"[\n/、,;|]", text)]
    named = [name for piece in pieces if (name := piece.removeprefix("\0").strip(_EDGES)) != piece]
    plain = [piece for piece in pieces if piece and not piece.startswith("\0")]
    names = [name for name in named if name] or [piece for piece in plain if _is_name(piece)]
    if not names or len(names[0]) > _NAME_LENGTH:
        return "", names + [piece for piece in plain if piece not in names]
    return names[0], names[1:] + [piece for piece in plain if piece not in names]


def _is_name(piece: str) -> bool:
    return 1 < len(piece) <= _PLAIN_NAME_LENGTH and not re.search(r"[\d@※]|内線|なし|未定", piece)


def _hyphened(phone: str) -> str:
    try:
        return clean_phone(phone)
    except ValueError:  # as it was typed: the form says what is wrong with it
        return "-".join(re.findall(r"\d+", re.sub(r"^\+81\D{0,3}0?\D?", "0", phone)))
