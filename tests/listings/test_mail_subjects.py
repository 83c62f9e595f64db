"""The subjects of mails about listings, as they arrive."""

import pytest
from django.conf import settings

from dengen.mail.models.message import MOST_OF_ABOUT
from tests import factories
from tests.letters import letters_to

pytestmark = pytest.mark.django_db
APPROVED = "【発電設備等の情報掲示板】発電設備等情報への掲載が承認されました"


def test_mails_of_several_approvals_are_told_apart_by_their_titles(seller, reviewer):
    for title in ["夏季の余剰", "水力の余剰"]:
        factories.published(seller, by=reviewer, title=title)
    subjects = [one.subject for one in letters_to(seller.email, "掲載が承認")]
    assert subjects == [f"{APPROVED}（夏季の余剰）", f"{APPROVED}（水力の余剰）"]


def test_of_a_long_title_the_subject_has_the_beginning(seller, reviewer):
    factories.published(seller, by=reviewer, title="余" * 100)
    (letter,) = letters_to(seller.email, "掲載が承認")
    assert letter.subject == f"{APPROVED}（{'余' * (MOST_OF_ABOUT - 1)}…）"


def test_the_operator_reads_the_beginning_of_a_long_title(seller):
    factories.listing(seller, title="余" * 100)
    (letter,) = letters_to(settings.OPERATOR_MAIL, "新しい掲載申請")
    assert letter.subject.endswith(f"（{'余' * (MOST_OF_ABOUT - 1)}…）")
