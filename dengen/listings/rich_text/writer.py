"""From blocks to HTML, always in the same one way."""

from html import escape

from dengen.listings.rich_text.blocks import LINE_BREAK, Block, List, Run


def write_html(blocks: list[Block]) -> str:
    """Return the HTML of the blocks, lists nested as they say."""
    written: list[str] = []
    open_lists: list[List] = []
    for block in blocks:
        _close(written, open_lists, _common(open_lists, block.lists))
        if block.lists:
            _open_item(written, open_lists, block)
        content = "".join(_write_run(run) for run in block.runs)
        written.append(f"<{block.tag}>{content}</{block.tag}>")
    _close(written, open_lists, 0)
    return "".join(written)


def _open_item(written: list[str], open_lists: list[List], block: Block) -> None:
    if len(open_lists) == len(block.lists) and block.starts_item:
        written.append("</li><li>")
    for one in block.lists[len(open_lists) :]:
        start = f' start="{one.start}"' if one.start != 1 else ""
        written.append(f"<{one.tag}{start}><li>")
        open_lists.append(one)


def _close(written: list[str], open_lists: list[List], depth: int) -> None:
    while len(open_lists) > depth:
        written.append(f"</li></{open_lists.pop().tag}>")


def _common(open_lists: list[List], lists: tuple[List, ...]) -> int:
    depth = 0
    while depth < min(len(open_lists), len(lists)) and open_lists[depth] == lists[depth]:
        depth += 1
    return depth


def _write_run(run: Run) -> str:
    if run.text == LINE_BREAK:
        return "<br>"
    html, marks = escape(run.text, quote=False), run.marks
    for tag in (
        marks.height,
        marks.struck and "s",
        marks.underlined and "u",
        marks.em and "em",
        marks.strong and "strong",
    ):
        if tag:
            html = f"<{tag}>{html}</{tag}>"
    if marks.size:
        html = f'<span class="{marks.size}">{html}</span>'
    return f'<a href="{escape(marks.href)}">{html}</a>' if marks.href else html
