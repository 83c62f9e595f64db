"""A real browser reads what the cleaner lets through, and nothing runs in it."""

from dengen.listings.rich_text import clean_rich_text
from tests.listings.test_attacks import WRAPPINGS
from tests.listings.unsafe import ATTACKS

LOOK = """texts => texts.flatMap(text => {
  const place = document.createElement("div");
  place.innerHTML = text;
  document.body.append(place);
  const found = [...place.querySelectorAll("*")].flatMap(one => [
    ...(/^(P|BR|STRONG|EM|U|H3|H4|UL|OL|LI|A|SPAN)$/.test(one.tagName) ? [] : [one.tagName]),
    ...[...one.attributes].map(each => each.name).filter(name => !/^(href|rel|class)$/.test(name)),
    ...(one.href && !/^(https?|mailto|tel):/.test(one.href) ? [one.href] : []),
  ]);
  place.remove();
  return found.length ? [text, ...found] : [];
})"""


def test_nothing_of_the_corpus_runs_in_a_browser(open_page):
    page = open_page()
    page.goto("/login/")
    shown: list[str] = []
    page.on("dialog", lambda dialog: shown.append(dialog.message) or dialog.dismiss())
    cleaned = [clean_rich_text(text) for text in ATTACKS]
    cleaned += [clean_rich_text(frame.format(text)) for frame in WRAPPINGS for text in ATTACKS]
    assert page.evaluate(LOOK, cleaned) == []
    assert shown == []
