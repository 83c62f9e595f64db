"""What the web processes count themselves and tell Prometheus."""

import re
import urllib.request
from collections import Counter

from benchmarks.servers import Server

TOKEN = "token-of-the-measurements"
SETTINGS = {"DENGEN_METRICS_TOKEN": TOKEN}
PAGES = re.compile(r'^dengen_cache_gets_total{cache="pages",found="(\w+)"} (\S+)$', re.MULTILINE)


def page_gets(web: Server) -> Counter[str]:
    """Return how many pages were found in memory until now ("yes"), and how many not ("no")."""
    authorization = {"Authorization": f"Bearer {TOKEN}"}
    asked = urllib.request.Request(f"{web.address}/metrics", headers=authorization)
    with urllib.request.urlopen(asked) as response:
        text = response.read().decode()
    return Counter({found: int(float(count)) for found, count in PAGES.findall(text)})
