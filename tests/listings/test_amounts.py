"""Amounts that a listing may say: typed, shown, searched from and to, read from the template."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError

from dengen.japan.business_days import today
from dengen.japan.typed_amounts import LARGEST_AMOUNT
from dengen.listings.entry import items
from dengen.listings.entry.item import Item, Mark, OnPaper, column_of
from dengen.listings.entry.kinds import Amount
from dengen.listings.forms.entry_fields import field_of
from dengen.listings.forms.search_fields import check_ends, in_words, search_fields_of
from dengen.listings.listing import saying
from dengen.listings.models import Listing
from dengen.listings.search import Wanted, find
from dengen.listings.views.template import take_over
from dengen.ui.periods import given_in
from tests import factories

CAPACITY = Item(
    "capacity",
    Amount("kW", highest=1_000_000),
    label="容量",
    required=False,
    on_paper=OnPaper("容量", "容量"),
    searched_as="容量",
)
# The place on the board: a whole number that every published listing has.
PLACE = Item("number", Amount("番", highest=1_000_000), label="番号", searched_as="番号")


class Search(forms.Form):
    """A search by the capacity."""

    def clean(self):
        check_ends([CAPACITY], self)


Search.base_fields = search_fields_of([CAPACITY])


@pytest.mark.parametrize("typed", ["１２，０００", "1.2万", "12,000 kW", "１２ＭＷ", " 12000 "])
def test_the_form_takes_an_amount_however_it_is_typed(typed):
    assert field_of(CAPACITY).clean(typed) == 12_000


def test_the_form_takes_it_that_nothing_is_said():
    assert field_of(CAPACITY).clean("") is None


def test_the_form_tells_the_unit():
    assert str(field_of(CAPACITY).label) == "容量（kW）"


def test_what_is_no_amount_is_told_the_unit_and_how_to_write_it():
    told = "kWを単位とする整数で入力してください（例：12,000 または 1.2万）"
    with pytest.raises(ValidationError, match=told):
        field_of(CAPACITY).clean("約1万")


@pytest.mark.parametrize("typed", ["0", "1,000,001", "9999兆"])
def test_an_amount_out_of_range_is_told_the_range(typed):
    with pytest.raises(ValidationError, match="1〜1,000,000kWの範囲で"):
        field_of(CAPACITY).clean(typed)


@pytest.mark.parametrize("amount", [0, 1_000_001])
def test_the_column_refuses_what_is_out_of_range(amount):
    with pytest.raises(ValidationError):
        column_of(CAPACITY).run_validators(amount)


def test_a_kept_amount_is_shown_in_the_form_as_people_read_it():
    field = field_of(CAPACITY)
    assert 'value="12,000"' in field.widget.render("capacity", 12_000)


@pytest.mark.parametrize(("amount", "text"), [(12_000, "12,000kW"), (None, "")])
def test_an_amount_is_said_with_its_unit(amount, text):
    assert CAPACITY.text_of(SimpleNamespace(capacity=amount)) == text


def test_an_amount_is_kept_in_a_draft_as_the_form_takes_it():
    listing = SimpleNamespace(capacity=12_000)
    assert field_of(CAPACITY).clean(CAPACITY.typed_of(listing)) == 12_000


@pytest.mark.parametrize(("amount", "told"), [(12_000, [("容量", "12,000kW")]), (None, [])])
def test_a_page_tells_an_amount_and_takes_no_room_where_none_was_said(monkeypatch, amount, told):
    monkeypatch.setattr(saying, "FACTS", [CAPACITY])
    listing = Listing()
    CAPACITY.set_on(listing, amount)
    assert [(one.label, one.text) for one in listing.facts()] == told


@pytest.mark.parametrize(("amount", "marks"), [(12_000, ["12,000kW"]), (None, [])])
def test_a_card_shows_an_amount_beside_the_title_where_it_was_said(monkeypatch, amount, marks):
    marked = replace(CAPACITY, mark=lambda _amount, text: Mark(text, "muted"))
    monkeypatch.setitem(items.ITEMS, CAPACITY.name, marked)
    listing = Listing(side="sell", area="tokyo")
    CAPACITY.set_on(listing, amount)
    assert [mark.text for mark in listing.marks()] == ["売", "東京エリア", *marks]


def test_people_search_from_and_to():
    labels = [str(field.label) for field in search_fields_of([CAPACITY]).values()]
    assert labels == ["容量（kW以上）", "容量（kW以下）"]


@pytest.mark.parametrize("typed", ["0", "100,000,000"])
def test_people_search_by_amounts_that_no_listing_may_say(typed):
    assert not Search({"capacity_from": "0", "capacity_to": typed}).errors


def test_a_search_from_and_to_is_told_in_words():
    given = {"capacity_from": 12_000, "capacity_to": 50_000}
    assert [*in_words([CAPACITY], given)] == ["容量12,000kW以上", "容量50,000kW以下"]


def test_a_search_from_more_to_less_is_told_so():
    form = Search({"capacity_from": "5万", "capacity_to": "1.2万"})
    assert form.errors == {"capacity_to": ["下限以上の値を入力してください。"]}


def test_zero_is_a_condition_and_a_box_that_is_not_ticked_is_none():
    given = {"capacity_from": 0, "capacity_to": None, "overdue": False, "q": ""}
    assert given_in(given) == {"capacity_from": 0}


@pytest.mark.django_db
def test_the_search_finds_what_lies_between_from_and_to_ends_included(
    monkeypatch, seller, reviewer
):
    monkeypatch.setitem(items.ITEMS, PLACE.name, PLACE)
    places = [factories.published(seller, by=reviewer).number for _ in range(4)]
    asked = {"number_from": places[1], "number_to": places[2]}
    hits = find(Wanted.meeting(today(), **asked), 10)
    assert [hit.number for hit in hits] == [places[2], places[1]]
    assert Listing.objects.search(asked).count() == 2


@pytest.mark.django_db
def test_a_search_up_to_the_largest_amount_finds_all(monkeypatch, seller, reviewer):
    monkeypatch.setitem(items.ITEMS, PLACE.name, PLACE)
    place = factories.published(seller, by=reviewer).number
    asked = {"number_from": 0, "number_to": LARGEST_AMOUNT}
    assert [hit.number for hit in find(Wanted.meeting(today(), **asked), 10)] == [place]
    assert Listing.objects.search(asked).count() == 1


@pytest.mark.parametrize(
    ("line", "amount"), [("1.2万kW", 12_000), ("約1万", None), ("未定", None), ("200万", None)]
)
def test_a_written_amount_is_read_or_left_alone(line, amount):
    assert CAPACITY.kind.of_text(line) == amount


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "left"), [("12000", []), ("１．２万", []), ("12,001", ["area"]), ("多い", ["area"])]
)
def test_a_template_contradicts_only_another_amount(monkeypatch, seller, typed, left):
    monkeypatch.setitem(items.ITEMS, "area", replace(CAPACITY, name="area", number=4))
    taken = take_over("④電源所在エリア：12,000kW", {"area": typed}, seller, replaces=False)
    assert taken.left == left
