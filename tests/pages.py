"""A page as people read it: fields by their labels, buttons and links by their names."""

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse

REQUIRED = "※必須"


class Page:
    """What an answer shows."""

    def __init__(self, answer: HttpResponse) -> None:
        assert answer.status_code == 200
        self.soup = BeautifulSoup(answer.text, "html.parser")

    def button(self, name: str) -> Tag:
        """Return the one button of that name."""
        return self._one([one for one in self.soup.find_all("button") if words(one) == name])

    def links(self, name: str) -> list[str]:
        """Return where each link of that name leads."""
        return [one["href"] for one in self.soup.find_all("a") if words(one) == name]

    def field(self, label: str) -> Tag:
        """Return the input that the label of these words belongs to."""
        return self.soup.find(id=self._label(label)["for"])

    def has_field(self, label: str) -> bool:
        """Whether there is an input of that label."""
        return any(is_label(one, label) for one in self.soup.find_all("label"))

    def is_required(self, label: str) -> bool:
        """Whether the field, or the group of choices, says that it must be filled in."""
        return words(self._label(label)).endswith(REQUIRED)

    def hint(self, label: str) -> str:
        """Return what the form advises for the field of that label."""
        ids = self.field(label)["aria-describedby"].split()
        return " ".join(words(self.soup.find(id=one)) for one in ids)

    def options(self, label: str) -> list[str]:
        """Return the choices that the list of that label offers."""
        return [words(one) for one in self.field(label).find_all("option")]

    def fact(self, name: str) -> str:
        """Return what stands beside that name in a list of facts."""
        return words(self._one(self.soup.find_all("dt", string=name)).find_next("dd"))

    def section(self, heading: str) -> str:
        """Return what the section below that heading says."""
        found = [one for one in self.soup.find_all("h2") if words(one) == heading]
        return words(self._one(found).find_parent("section"))

    def heading(self) -> str:
        """Return the page's own heading."""
        return words(self._one(self.soup.find_all("h1")))

    def messages(self) -> list[str]:
        """Return what the page says has been done."""
        return [words(one) for one in self.soup.select("[data-said]")]

    def footer(self) -> Tag:
        """Return the footer."""
        return self._one(self.soup.find_all("footer"))

    def _label(self, label: str) -> Tag:
        named = self.soup.find_all(["label", "legend"])
        return self._one([one for one in named if is_label(one, label)])

    @staticmethod
    def _one(found: list[Tag]) -> Tag:
        assert len(found) == 1, found
        return found[0]


def is_label(tag: Tag, label: str) -> bool:
    """Whether this element is labelled so, required or not."""
    return words(tag).removesuffix(REQUIRED) == "".join(label.split())


def words(tag: Tag) -> str:
    """Return the text of an element without any space."""
    return "".join(tag.get_text().split())


def card_titles(answer: HttpResponse) -> list[str]:
    """The titles of the listings' cards on a page, in its order."""
    soup = BeautifulSoup(answer.text, "html.parser")
    return [one.text for one in soup.select(".listing-card h3 a")]
