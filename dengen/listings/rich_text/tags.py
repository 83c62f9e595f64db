"""The elements that are told apart, by what becomes of them."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
LISTS = words("ul ol")
CELLS = words("tr td th")
INLINE = words("a span font strong b em i u ins s strike sup sub")
BLOCKS = words(
    "p div li dl dt dd table caption tr td th blockquote pre section article header footer "
    "address center hr ul ol h1 h2 h3 h4 h5 h6 main aside nav figure figcaption details summary "
    "form fieldset legend"
)
VOID = words("area base br col embed hr img input link meta param source track wbr")  # no end tag
RAW = words("script style title textarea iframe noembed noframes xmp")  # no markup within
# What a tracked change took out, and what is no text.
DROPPED = words("del xml svg math template noscript object select button audio video")
KEPT_TAGS = words("p br strong em u s sup sub h3 h4 ul ol li a span")
