"""Every mail has its two files, somebody who posts it, and reads well."""

import ast
import re

import pytest
from django.conf import settings
from django.urls import reverse

from dengen.demo.mail_samples import sample
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
def test_each_mail_has_a_subject_and_a_body(kind):
    assert {f"{kind}.subject.txt", f"{kind}.body.txt"} <= set(FILES)


# Requests to the operator bear the subjects of the manual, §5.1 and §5.2.
OF_THE_MANUAL = {
    "password_reset_arrived": "【発電掲示板】パスワード再設定依頼",
    "retirement_arrived": "{{ board_name }}のログインＩＤ削除（{{ account.organization_name }}）",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_subject_of_each_mail_is_one_line_that_names_the_board(kind):
    subject = FILES[f"{kind}.subject.txt"].read_text("utf-8").rstrip("\n")
    assert subject.startswith(OF_THE_MANUAL.get(kind, "【{{ board_name }}】"))
    assert "\n" not in subject


@pytest.mark.parametrize("kind", KINDS)
def test_the_body_of_each_mail_ends_with_the_signature(kind):
    body = FILES[f"{kind}.body.txt"].read_text("utf-8")
    assert body.rstrip().endswith('{% include "mail/_signature.txt" %}')


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_each_mail_can_be_previewed_with_all_its_values(client, kind):
    letter = client.get(reverse("demo:mail-preview", args=[kind])).context["letter"]
    assert letter.subject
    assert "None" not in letter.body
    assert not re.search(r"： *$|「」|^ *様$", letter.body, re.MULTILINE)


@pytest.mark.django_db
def test_each_mail_shows_what_people_typed_as_they_typed_it():
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


# What the samples say: whom a mail names, and where it leads.
ID, TITLE, ADDRESS = "Minato2026", "発電設備の売り希望（東京エリア）", f"{settings.SITE_URL}/…"
REASON = "② 事業者名：登記上の正式名称で記載してください。"
WITHOUT_ID = {  # to somebody who has none, or who knows it; of what concerns everybody
    *("handover_cancelled", "handover_invitation", "mail_address_taken", "morning_report"),
    *("operator_invited", "operator_letter", "terms_cancelled", "terms_published", "test"),
    *("application_arrived", "application_reopened"),
}
WITH_REASON = (
    *("account_retired", "account_suspended", "application_denied", "operator_retired"),
    *("listing_deleted", "listing_denied", "password_reset_denied"),
)
WITH_ADDRESS = (
    *("application_approved", "application_arrived", "application_denied", "application_received"),
    *("application_repeated", "handover_applied", "handover_invitation"),
    *("handover_requested", "mail_address_confirmation", "operator_invited", "password_link"),
    *("password_reset_arrived", "password_reset_granted", "retirement_arrived"),
    *("second_address_confirmation", "second_factor_cleared", "suspension_lifted"),
    *("terms_cancelled", "terms_published", "listing_approved", "listing_arrived"),
    *("listing_deleted", "listing_denied", "listing_ended", "listing_ending"),
    *("listing_overdue", "listing_reopened"),
)
OF_LISTINGS = [kind for kind in KINDS if kind.startswith("listing_")]


@pytest.mark.parametrize("kind", sorted({*KINDS} - WITHOUT_ID - {*OF_LISTINGS}))
def test_each_mail_names_the_id_that_it_is_about(kind):
    assert ID in sample(kind).body


@pytest.mark.parametrize("kind", OF_LISTINGS)
def test_each_mail_names_the_listing_that_it_is_about(kind):
    assert TITLE in sample(kind).body


@pytest.mark.parametrize("kind", WITH_REASON)
def test_each_mail_gives_the_reason_as_it_was_written(kind):
    assert REASON in sample(kind).body


@pytest.mark.parametrize("kind", WITH_ADDRESS)
def test_each_mail_leads_to_where_its_reader_goes_on(kind):
    assert ADDRESS in sample(kind).body
