"""Subjects arrive exactly as they were written, in encoded-words that RFC 2047 allows."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dengen.mail.email import as_email
from dengen.mail.models import Delivery, Message

CASES = (Path(__file__).parent / "subjects.txt").read_text("utf-8").splitlines()
WORD = re.compile(r"=\?[^?]+\?[bBqQ]\?[^?]*\?=")
# What a subject may be made of: one line, no marks that a header can't hold.
WRITTEN = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=120
)


def sent(subject: str) -> bytes:
    message = Message(
        kind="test",
        sender="board@example.jp",
        recipients=["a@example.jp"],
        subject=subject,
        about="",
        secrets="",
    )
    (delivery,) = Delivery.intended(message)
    return as_email(delivery).message(policy=policy.SMTP).as_bytes()


def check(subject: str) -> None:
    raw = sent(subject)
    head = re.search(rb"^Subject: ((?:.|\r\n[ \t])*)\r\n", raw, re.MULTILINE)[0].decode("ascii")
    assert all(len(word) <= 75 for word in WORD.findall(head))
    assert all(len(line) <= 78 for line in head.splitlines())
    value = head.removeprefix("Subject: ").removesuffix("\r\n")
    assert str(make_header(decode_header(value))) == subject
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == subject


@pytest.mark.parametrize("subject", CASES)
def test_a_subject_that_once_arrived_broken_arrives_whole(subject):
    check(subject)


@given(WRITTEN)
@example("a" * 100)
@example("Re: power " * 12 + "x")
@example("=?utf-8?b?44GC?= is not an encoded word here")
@example(" 前後に空白 ")
@example("葛\U000e0100飾区 髙橋 𠮷野")
@example("A" * 66 + " あ")
def test_any_subject_arrives_as_it_was_written(subject):
    check(subject)
