"""Naming a browser for its owner: what it is and on what it runs, as far as it says.

ua-parser names engines ("Mobile Safari UI/WKWebView" on "iOS"), so a table of names would still
stand here; and it takes 40 ms for a header that fits none of its patterns, which anybody may send.
"""

from django.utils.translation import gettext as _

# The first that fits: most call themselves Chrome too, Chrome Safari, and an iPad a Mac.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Vivaldi": "Vivaldi", "SamsungBrowser": "Samsung"}
BROWSERS |= {"YJApp": "Yahoo! JAPAN", "Firefox": "Firefox", "FxiOS": "Firefox"}
BROWSERS |= {"CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "Mac", "CrOS": "ChromeOS", "Linux": "Linux"}


def browser_name(user_agent: str) -> str:
    """Return one like "Chrome（Windows）", from the User-Agent header; never empty."""
    browser = _first(BROWSERS, user_agent) or _("不明なブラウザー")
    system = _first(SYSTEMS, user_agent)
    return f"{browser}{_('（')}{system}{_('）')}" if system else browser


def _first(names: dict[str, str], text: str) -> str:
    return next((name for mark, name in names.items() if mark in text), "")
