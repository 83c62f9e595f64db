"""Each thing that a listing says is declared once, and follows everywhere from there."""

import operator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from dengen.console.forms.queue_filter import ListingFilter
from dengen.japan.business_days import today
from dengen.listings.entry.item import Item, Personal
from dengen.listings.entry.items import ITEMS, NAMED, PARTS, Entry, searched
from dengen.listings.entry.kinds import Amount, Day, Line, RichText
from dengen.listings.forms.search_fields import search_fields_of
from dengen.listings.mails import denial_letter
from dengen.listings.models import Listing
from dengen.listings.search import Wanted, find
from dengen.listings.template_reader import read_template
from dengen.privacy.registry import REGISTER
from tests import factories
from tests.conftest import browser_of
from tests.pages import Page, words
from tests.structure.source import pages

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
CONTACTS = {name: one for name, one in ITEMS.items() if one.personal is Personal.CONTACT}
MEETS = {"exact": operator.eq, "gte": operator.ge, "lte": operator.le}
WEEK = timedelta(days=7)
CAPACITY = Item("capacity", Amount("kW", highest=9), label="容量", searched_as="容量")
# Two values of each, none of them the other's part.
BEFORE = {
    "title": "水力の売り希望",
    "start_on": today() + WEEK,
    "end_on": today() + 9 * WEEK,
    "side": "sell",
    "organization_name": "架空発電株式会社",
    "contact_mail": "power@kakuu.example.jp",
    "contact_phone": "03-1234-5678",
    "contact_person": "山田太郎",
    "area": "tokyo",
    "html": "<p>出力は五千です。</p>",
}
AFTER = {
    "title": "地熱の買い希望",
    "start_on": today() + 2 * WEEK,
    "end_on": today() + 8 * WEEK,
    "side": "buy",
    "organization_name": "想像電力株式会社",
    "contact_mail": "trade@souzou.example.jp",
    "contact_phone": "06-8765-4321",
    "contact_person": "佐藤花子",
    "area": "okinawa",
    "html": "<p>価格は応相談です。</p>",
}


def named(part) -> str:
    """What the form calls it, as `words` reads a page."""
    return "".join(str(getattr(part, "in_form", "") or part.label).split())


@pytest.fixture
def listing(seller):
    return factories.listing(seller, **BEFORE)


def test_every_item_has_two_values_here():
    assert BEFORE.keys() == AFTER.keys() == ITEMS.keys()


@EVERY
def test_the_form_has_a_field_for_it(item, seller):
    soup = Page(browser_of(seller).get(reverse("listings:new"))).soup
    assert named(item) in words(soup)
    assert soup.find(attrs={"name": item.name})


@EVERY
def test_the_guideline_tells_of_each_declared_item(item, client):
    page = words(Page(client.get(reverse("listings:guideline"))).soup)
    whole = next(part for part in PARTS if item in part.items)
    assert named(item) in page or named(whole) in page


@EVERY
def test_the_page_of_a_listing_shows_what_it_says(item, seller, listing):
    page = words(Page(browser_of(seller).get(reverse("listings:detail", args=[listing.pk]))).soup)
    shown = item.text_of(listing)
    is_day = item.name in ("start_on", "end_on")
    assert (f"{BEFORE[item.name].day}日" if is_day else shown) in page


@EVERY
def test_the_reviewer_sees_that_it_changed(item, seller, reviewer, listing):
    listing.approve(by=reviewer, revision=1)
    again = factories.listing(seller, **BEFORE | {item.name: AFTER[item.name]}, replaces=listing)
    answer = browser_of(reviewer).get(reverse("console:listing", args=[again.pk]))
    changed = [row.label for row in answer.context["comparison"].changed]
    assert changed == [str(item.label)]


@EVERY
def test_a_denial_may_remark_on_it(item, seller, reviewer, listing):
    listing.deny(by=reviewer, reason="", remarks={item.name: "ご確認ください"}, revision=1)
    answer = browser_of(seller).get(reverse("listings:resubmission", args=[listing.pk]))
    assert "ご確認ください" in str(answer.context["form"][item.name].help_text)
    assert f"{item.label}：ご確認ください" in listing.latest_decision.reason


@EVERY
def test_a_listing_that_was_taken_back_still_says_it_in_its_draft(item, seller, listing):
    draft = listing.cancel(by=seller)
    assert draft.values[item.name] == item.typed_of(listing) != ""


@EVERY
def test_a_renewal_begins_with_each_declared_item(item, seller, reviewer, listing):
    listing.approve(by=reviewer, revision=1)
    answer = browser_of(seller).get(reverse("listings:replacement", args=[listing.pk]))
    assert answer.context["form"][item.name].value() == item.value_of(listing)


@EVERY
def test_each_item_is_registered_as_personal_or_not(item):
    table = REGISTER["listings.ListingBody" if item.attribute else "listings.Listing"]
    column = item.attribute.rpartition(".")[2] or item.name
    fates = [fate for fate, columns in table.items() if column in columns.split()]
    assert len(fates) == int(item.kind.is_text)


@pytest.mark.parametrize("item", CONTACTS.values(), ids=CONTACTS)
def test_what_leads_to_a_person_goes_with_the_owners_id(item, seller, reviewer, listing):
    seller.retire(by=reviewer, reason=factories.REASON)
    listing = Listing.objects.select_related("body").get(pk=listing.pk)
    assert item.value_of(listing) != BEFORE[item.name]


def test_a_filled_in_template_says_everything_that_has_a_title_on_paper(listing):
    lines = [f"{item.on_paper.title}：{item.text_of(listing)}" for item in ITEMS.values()]
    lines[1:3] = [f"掲載期間：{listing.start_on}～{listing.end_on}"]
    reading = read_template("\n".join(lines))
    read = {name: ITEMS[name].kind.text(value) for name, value in reading.values.items()}
    assert read == {name: item.text_of(listing) for name, item in ITEMS.items()}


def test_every_column_of_the_entry_is_declared_and_every_declared_item_has_its_place():
    columns = {field.name for field in Entry._meta.fields}
    assert columns == {item.column for item in ITEMS.values()} - {""}


@pytest.mark.parametrize("kind", [Line(9), Day(), RichText()])
def test_no_item_is_searched_whose_kind_has_no_conditions(kind):
    with pytest.raises(TypeError, match="capacity"):
        Item("capacity", kind, label="容量", searched_as="容量")


def test_no_item_is_searched_that_stands_in_another_table():
    with pytest.raises(TypeError, match="capacity"):
        replace(CAPACITY, attribute="body.capacity")


@pytest.mark.parametrize("item", [*searched()], ids=lambda item: item.name)
def test_members_and_reviewers_find_by_what_they_can_search_by(item, seller, reviewer):
    values = {}
    for entry in (BEFORE, AFTER):
        said = BEFORE | {"start_on": today(), item.name: entry[item.name]}
        values[factories.published(seller, by=reviewer, **said).pk] = entry[item.name]
    for name, lookup in item.conditions():
        asked = {name: BEFORE[item.name]}
        plain = {pk for pk, value in values.items() if MEETS[lookup](value, BEFORE[item.name])}
        assert {hit.pk for hit in find(Wanted.meeting(today(), **asked), 10)} == plain
        assert {one.pk for one in Listing.objects.search(asked)} == plain


def test_the_operators_tables_have_a_column_of_each_item_that_is_headed_there(
    monkeypatch, reviewer, listing
):
    monkeypatch.setitem(ITEMS, "area", replace(ITEMS["area"], in_queue="電源のエリア"))
    page = Page(browser_of(reviewer).get(reverse("console:listing-queue")))
    headings = [words(one) for one in page.soup.find_all("th", scope="col")]
    cells = [words(one) for one in page.soup.find_all("td", attrs={"data-label": "電源のエリア"})]
    assert "電源のエリア" in headings
    assert cells == ["東京"]


def test_a_mail_calls_what_a_listing_says_as_it_is_declared(monkeypatch, seller, listing):
    monkeypatch.setitem(NAMED, "side", replace(NAMED["side"], label="① 売買の別"))
    assert "\n　売買の別　：売\n" in denial_letter(listing, "理由").body


@pytest.mark.parametrize("item", [*searched()], ids=lambda item: item.name)
def test_no_page_or_mail_writes_a_declared_choice_by_hand(item):
    assert not [path for path, text in pages().items() if f"get_{item.name}_display" in text]


def test_the_operators_queue_shows_a_field_for_each_condition(monkeypatch, reviewer, listing):
    for name, field in search_fields_of([CAPACITY]).items():
        monkeypatch.setitem(ListingFilter.base_fields, name, field)
    soup = Page(browser_of(reviewer).get(reverse("console:listing-queue"))).soup
    asked = [one["name"] for one in soup.select(".queue-filter [name]")]
    assert asked == ["q", "side", "area", "capacity_from", "capacity_to", "overdue"]
