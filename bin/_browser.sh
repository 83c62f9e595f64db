# Sourced by bin/test: Chromium, Firefox and a Japanese font, for the browsers' tests and screenshots.
has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome ||
  ls "$home"/.cache/ms-playwright/chromium-* "$home"/Library/Caches/ms-playwright/chromium-* \
    "/Applications/Google Chrome.app"; } >/dev/null 2>&1
has_firefox() { command -v firefox-esr || command -v firefox; } >/dev/null 2>&1
has_font() { ! command -v fc-list || [ -n "$(fc-list :lang=ja | head -1)" ]; } >/dev/null 2>&1
if command -v apt-get >/dev/null && { ! has_browser || ! has_firefox || ! has_font; }; then
  say "Installing Chromium, Firefox and a Japanese font …"
  as_root apt-get update -qq >/dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium firefox-esr fonts-noto-cjk >/dev/null ||
    say "That needs root: apt install chromium firefox-esr fonts-noto-cjk"
fi
has_browser || python -m playwright install chromium ||
  fail "No browser for the tests: install Chromium or Google Chrome, and try again."
