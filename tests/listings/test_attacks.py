"""⑤ under attack: a corpus of our own, and whatever hypothesis makes of its pieces."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dengen.listings.rich_text import clean_rich_text, plain_text
from tests.listings.unsafe import ATTACKS, unsafe

PIECES = sorted({piece for line in ATTACKS for piece in re.findall(r"<[^<>]*>?|[^<>]+|>", line)})
WRAPPINGS = [
    "<p>{}</p>",
    "<table><tr><td>{}</td></tr></table>",
    "<ul><li>{}",
    "<svg>{}</svg>",
    "<math><mtext>{}</mtext></math>",
    "<p><!-- {} --></p>",
    '<p title="{}">x</p>',
    "<p>\x00{}\u202e</p>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_the_corpus_survives(attack):
    for text in [attack, f"<p>{attack}</p>", attack * 3]:
        html = clean_rich_text(text)
        assert unsafe(html) == []
        assert clean_rich_text(html) == html


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_nothing_of_the_corpus_survives_wrapped_in_something_else(wrapping):
    assert [text for text in ATTACKS if unsafe(clean_rich_text(wrapping.format(text)))] == []


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_mixture_of_pieces_of_the_corpus_survives(text):
    html = clean_rich_text(text)
    assert unsafe(html) == []
    assert clean_rich_text(html) == html


@example("<s>:")
@given(st.text("<>/=\"'&;:# \n\x00jJavscriptonl-!%[]{}`\\\u202e\ufeff全", max_size=80))
@settings(max_examples=400, deadline=None)
def test_no_text_of_dangerous_letters_survives(text):
    html = clean_rich_text(text)
    assert unsafe(html) == []
    assert clean_rich_text(html) == html


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_seen_is_text_again(attack):
    assert unsafe(clean_rich_text(plain_text(clean_rich_text(attack)))) == []
