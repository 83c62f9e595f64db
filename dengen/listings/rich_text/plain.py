"""From plain text to blocks."""

from dengen.japan.width import LINE_BREAKS, without_invisible
from dengen.listings.rich_text.blocks import LINE_BREAK, Block, Run, tidy_blocks


def read_plain(text: str) -> list[Block]:
    """Return the paragraphs, divided by empty lines; other line breaks stay."""
    lines = [without_invisible(line) for line in LINE_BREAKS.sub("\n", text).split("\n")]
    blocks = [Block()]
    for line in lines:
        if line.strip():
            blocks[-1].runs += [Run(line), Run(LINE_BREAK)]
        else:
            blocks.append(Block())
    return tidy_blocks(blocks)
