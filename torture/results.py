"""The last results of each run, in one file: a new one takes the place of its own only."""

import re
from pathlib import Path


def keep(file: Path, name: str, text: str) -> None:
    """Put the text between the marks of that name, or with new marks at the end."""
    before = file.read_text("utf-8") if file.exists() else "# Reliability\n"
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    section = f"{begin}\n{text.strip()}\n{end}"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    after, count = marked.subn(lambda _match: section, before)
    if not count:
        after = f"{before.rstrip()}\n\n{section}\n"
    file.write_text(after, "utf-8")
