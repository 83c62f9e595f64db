"""Naming a browser for its owner: what it is and on what it runs, as far as it says."""

from django.utils.translation import gettext as _

# The first that fits: Edge calls itself Chrome too, Chrome Safari, and an iPad a Mac.
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome"}
BROWSERS |= {"Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "Mac", "CrOS": "ChromeOS", "Linux": "Linux"}


def browser_name(user_agent: str) -> str:
    """Return one like "Chrome（Windows）", from the User-Agent header; never empty."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if not browser:
        return _("不明なブラウザー")
    return f"{browser}{_('（')}{system}{_('）')}" if system else browser


def _first(names: dict[str, str], text: str) -> str:
    return next((name for mark, name in names.items() if mark in text), "")
