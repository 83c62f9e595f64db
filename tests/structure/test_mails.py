"""Every mail has its two files, somebody who posts it, and reads well."""

import ast
import re

import pytest
from django.urls import reverse

from dengen.mail.models import Message
from tests import factories
from tests.structure.source import CODE, calls, modules

FILES = {file.name: file for file in CODE.glob("*/templates/*/mails/*.txt")}
KINDS = sorted({name.split(".")[0] for name in FILES})
POSTING = ("post", "write_to", "write_to_all", "_write", "_write_to_owner")
MARKUP = re.compile(r"&(#x?[0-9a-f]+|[a-z]+);|{{|{%|<[a-z/]", re.IGNORECASE)
STRANGE = """R&D "電力" <b>'26</b>"""


def posted() -> set[str]:
    """The kinds of mail that the handlers of events post."""
    arguments = [
        argument
        for path, tree in modules().items()
        if path.endswith("/mails.py") or "/mails/" in path
        for call in calls(tree, *POSTING)
        for argument in call.args
    ]
    texts = [part.values[-1] if isinstance(part, ast.JoinedStr) else part for part in arguments]
    words = {text.value.strip("/") for text in texts if isinstance(text, ast.Constant)}
    return {
        word.rpartition("/")[2] for word in words if ":" not in word
    }  # the others name an address


def test_every_mail_is_posted_and_every_posted_mail_is_written():
    assert posted() == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_a_subject_and_a_body(kind):
    assert {f"{kind}.subject.txt", f"{kind}.body.txt"} <= set(FILES)


# Requests to the operator bear the subjects of the manual, §5.1 and §5.2.
OF_THE_MANUAL = {
    "password_reset_arrived": "【発電掲示板】パスワード再設定依頼",
    "retirement_arrived": "{{ board_name }}のログインＩＤ削除（{{ account.organization_name }}）",
}


@pytest.mark.parametrize("kind", KINDS)
def test_its_subject_is_one_line_that_names_the_board(kind):
    subject = FILES[f"{kind}.subject.txt"].read_text("utf-8").rstrip("\n")
    assert subject.startswith(OF_THE_MANUAL.get(kind, "【{{ board_name }}】"))
    assert "\n" not in subject


@pytest.mark.parametrize("kind", KINDS)
def test_its_body_ends_with_the_signature(kind):
    body = FILES[f"{kind}.body.txt"].read_text("utf-8")
    assert body.rstrip().endswith('{% include "mail/_signature.txt" %}')


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_previewed_with_all_its_values(client, kind):
    letter = client.get(reverse("demo:mail-preview", args=[kind])).context["letter"]
    assert letter.subject
    assert "None" not in letter.body
    assert not re.search(r"： *$|「」|^ *様$", letter.body, re.MULTILINE)


@pytest.mark.django_db
def test_it_shows_what_people_typed_as_they_typed_it():
    reviewer = factories.operator()
    owner = factories.member(organization_name=f"{STRANGE}株式会社")
    factories.published(owner, title=STRANGE)
    factories.listing(owner, title=STRANGE).deny(by=reviewer, reason=STRANGE, revision=1)
    factories.application(family_name=STRANGE).submit().deny(
        by=reviewer, reason=STRANGE, revision=1
    )
    for mail in Message.objects.all():
        text = f"{mail.subject}\n{mail.body}"
        assert not MARKUP.search(text.replace(STRANGE, "")), mail.kind
    assert STRANGE in Message.objects.get(kind="listing_denied").body
