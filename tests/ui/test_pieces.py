"""A page with holes is, however it is filled and sent, the page that was meant."""

import gzip
import re

from hypothesis import given
from hypothesis import strategies as st

from dengen.ui.pieces import MOST_HOLES, Pieces

HOLE = re.compile(b"<name>|<token>")


def cut(page: bytes) -> Pieces:
    return Pieces.cut(page, HOLE, lambda found: found.decode())


def test_each_hole_gets_its_filling():
    page = cut(b"Dear <name>, your <token>. Bye, <name>!")
    assert (
        page.fill({"<name>": b"Hanako", "<token>": b"42"}) == b"Dear Hanako, your 42. Bye, Hanako!"
    )


def test_a_page_without_holes_stays_as_it_is():
    assert cut(b"plain").fill({}) == b"plain"


def test_a_page_is_kept_compressed():
    page = cut(b"<name>" + b"the same again and again " * 400)
    assert len(page.fill_packed({"<name>": b"x"})) < 200


@given(
    st.lists(
        st.sampled_from([b"<name>", b"<token>", b"", b"abc" * 50, "発電".encode() * 9, b"\0"])
    ),
    st.binary(max_size=300),
    st.binary(max_size=300),
)
def test_compressed_it_is_the_same_page(parts, name, token):
    page, fillings = b"".join(parts), {"<name>": name, "<token>": token}
    expected = HOLE.sub(lambda found: fillings[found[0].decode()], page)
    assert cut(page).fill(fillings) == expected
    assert not cut(page).is_packed or gzip.decompress(cut(page).fill_packed(fillings)) == expected


def test_a_page_with_many_holes_is_not_compressed_piece_by_piece():
    assert cut(b"<name>" * MOST_HOLES).is_packed
    assert not cut(b"<name>" * (MOST_HOLES + 1)).is_packed
