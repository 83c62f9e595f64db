"""What the web processes count themselves and tell Prometheus."""

import re
import urllib.request
from collections import Counter

from benchmarks.servers import Server

TOKEN = "token-of-the-measurements"
SETTINGS = {"DENGEN_METRICS_TOKEN": TOKEN}
GETS = re.compile(
    r'^dengen_cache_gets_total{cache="(pages|shared_pages)",found="(\w+)"} (\S+)$', re.MULTILINE
)


def page_gets(web: Server) -> Counter[str]:
    """Return how many pages were "in memory", "shared" by another process, "made", until now."""
    authorization = {"Authorization": f"Bearer {TOKEN}"}
    asked = urllib.request.Request(f"{web.address}/metrics", headers=authorization)
    with urllib.request.urlopen(asked) as response:
        text = response.read().decode()
    gets = {(cache, found): int(float(count)) for cache, found, count in GETS.findall(text)}
    shared = gets.get(("shared_pages", "yes"), 0)
    made = gets.get(("pages", "no"), 0) - shared
    return Counter({"in memory": gets.get(("pages", "yes"), 0), "shared": shared, "made": made})
