# Sourced by bin/test: Chromium, Firefox and a Japanese font, for the browsers' tests and screenshots.
browser=chromium
# The one without windows takes a seventh of the processor.
if (. /etc/os-release && [ "$ID" = debian ]) 2>/dev/null; then browser=chromium-headless-shell; fi
has_browser() { command -v "$browser" || command -v chromium || command -v chromium-browser || command -v google-chrome ||
  ls "$home"/.cache/ms-playwright/chromium-* "$home"/Library/Caches/ms-playwright/chromium-* \
    "/Applications/Google Chrome.app"; } >/dev/null 2>&1
has_firefox() { command -v firefox-esr || command -v firefox; } >/dev/null 2>&1
has_font() { ! command -v fc-list || [ -n "$(fc-list :lang=ja | head -1)" ]; } >/dev/null 2>&1
if command -v apt-get >/dev/null && { ! command -v "$browser" >/dev/null || ! has_firefox || ! has_font; }; then
  say "Installing Chromium, Firefox and a Japanese font …"
  as_root apt-get update -qq >/dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$browser" firefox-esr fonts-noto-cjk >/dev/null ||
    say "That needs root: apt install $browser firefox-esr fonts-noto-cjk"
fi
has_browser || python -m playwright install chromium ||
  fail "No browser for the tests: install Chromium or Google Chrome, and try again."
