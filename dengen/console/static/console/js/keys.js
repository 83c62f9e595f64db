// One-letter keys for reviewers. They can be switched off (WCAG 2.1.4), and never act while
// somebody types or a dialog is open. In a queue, j, k and x walk along its rows ([data-row]).
const OFF = "dengen-keys-off";
const panel = document.querySelector("[data-keys]");
const dialog = panel?.querySelector("dialog");
const find = (selector) => document.querySelector(selector);

const rows = [...document.querySelectorAll("[data-row]")];
const here = () => rows.findIndex((row) => row.contains(document.activeElement));

function walk(step) {
  const target = rows[here() < 0 ? 0 : here() + step];
  target?.querySelector("a").focus();
}

const actions = {
  j: () => (rows.length ? walk(1) : find("[rel=next]")?.click()),
  k: () => (rows.length ? walk(-1) : find("[rel=prev]")?.click()),
  x: () => rows[here()]?.querySelector("[type=checkbox]")?.click(),
  a: () => find("[data-key=a]")?.click(),
  d: () => (find("[data-key=d]") ? find("[data-key=d]").click() : find("[name=reason]")?.focus()),
  "?": () => dialog?.showModal(),
};

// Keys that decide do nothing right after a decision: the next page may come between two presses.
const CALM_MS = 1000;
const isFresh = find("[data-decided]") !== null;
const begun = performance.now();
const isTooSoon = () => isFresh && performance.now() - begun < CALM_MS;

function isTyping(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

// Safari ends a conversion before it tells of the Enter that confirmed it, with this code.
const isComposing = (event) => event.isComposing || event.keyCode === 229;

function onKey(event) {
  const isCombined = event.ctrlKey || event.metaKey || event.altKey;
  if (isCombined || event.repeat || isComposing(event) || event.defaultPrevented) return;
  if (isTyping(event.target) || find("dialog[open]") || localStorage.getItem(OFF)) return;
  const action = actions[event.key];
  if (!action) return;
  if (event.key === "a" && isTooSoon()) return event.preventDefault();
  event.preventDefault();
  action();
}

// form[data-send-key]: sent with Ctrl+Enter out of its text.
function onSend(event) {
  const form = event.target.form;
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  if (isComposing(event) || !form?.matches("[data-send-key]")) return;
  event.preventDefault();
  form.requestSubmit();
}

// A second press of the mouse as well.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-decision]") && isTooSoon()) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, { capture: true });

document.addEventListener("keydown", onKey);
document.addEventListener("keydown", onSend);
setTimeout(() => { document.documentElement.dataset.keysReady = ""; }, isFresh ? CALM_MS : 0);

if (panel) {
  const off = panel.querySelector("[data-keys-off]");
  panel.querySelector("[data-key='?']").addEventListener("click", actions["?"]);
  off.checked = localStorage.getItem(OFF) !== null;
  off.addEventListener("change", () => {
    if (off.checked) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  });
}
