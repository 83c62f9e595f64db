"""The keyboard of somebody who has nothing else, in Firefox."""

import re

from tests.browser.firefox import Window

TAB, ENTER, SPACE, DOWN = "\ue004", "\ue006", " ", "\ue015"
MOST = 120  # presses of Tab until something must have come
# The name of what has the focus: of its label, of what it is part of, or its own.
NAME = """(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const named = one.getAttribute("aria-labelledby") || "";
  const of = named.split(" ").map(id => document.getElementById(id)).filter(Boolean);
  const texts = [...(one.labels || []), ...of].map(label => label.textContent);
  const name = one.getAttribute("aria-label") || texts.join(" ") || one.textContent || one.value;
  return name.trim().replace(/\\s+/g, " ");
})()"""


class Keyboard:
    """Presses keys in a window; nothing here knows of a mouse or a script."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.come_to_front()

    def walk_to(self, name: str) -> None:
        """Press Tab until what has the focus bears this name, with or without its mark."""
        passed = []
        for _press in range(MOST):
            self.press(TAB)
            passed.append(here := str(self.window.evaluate(NAME)))
            if re.fullmatch(rf"{re.escape(name)}(?: ※必須)?", here):
                return
            if not self.window.evaluate("document.hasFocus()"):
                break  # the page has ended: the browser's own bars come next
        raise AssertionError(f"Tab never came to {name}, but to {passed}")

    def write(self, text: str) -> None:
        """Type a text where one is."""
        for character in text:
            self.press(character)

    def fill(self, **texts: str) -> None:
        """Walk on to each field and type its text."""
        for name, text in texts.items():
            self.walk_to(name)
            self.write(text)

    def press(self, key: str) -> None:
        """Press one key, which leads nowhere else."""
        self.window.ask("input.performActions", **self._keys(key))

    def follow(self, name: str, key: str = ENTER) -> None:
        """Walk to a button or link, press it, and wait for the page that it leads to."""
        self.walk_to(name)
        self.window.leave("input.performActions", **self._keys(key))

    def _keys(self, key: str) -> dict[str, object]:
        steps = [{"type": step, "value": key} for step in ("keyDown", "keyUp")]
        pressed = {"type": "key", "id": "keyboard", "actions": steps}
        return {"context": self.window.context, "actions": [pressed]}
