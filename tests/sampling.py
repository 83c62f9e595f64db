"""What takes too long to be tried whole on each commit: a sample, the same for one commit."""

import os
import random
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
TRY_ALL = "DENGEN_TRY_ALL"  # in the environment, as before a release


def chosen[Thing](things: Sequence[Thing], count: int) -> list[Thing]:
    """Return so many of the things in their order, chosen by the commit's files; or all."""
    if TRY_ALL in os.environ:
        return list(things)
    tree = ["git", "rev-parse", "HEAD^{tree}"]
    seed = subprocess.run(tree, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    places = random.Random(seed.strip()).sample(range(len(things)), min(count, len(things)))
    return [things[place] for place in sorted(places)]
