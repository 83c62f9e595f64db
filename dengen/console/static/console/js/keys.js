// One-letter keys for reviewers. They can be switched off (WCAG 2.1.4), and never act while
// somebody types or a dialog is open.
const OFF = "dengen-keys-off";
const panel = document.querySelector("[data-keys]");
const dialog = panel?.querySelector("dialog");
const find = (selector) => document.querySelector(selector);

const actions = {
  j: () => find("[rel=next]")?.click(),
  k: () => find("[rel=prev]")?.click(),
  a: () => find("[data-key=a]")?.click(),
  d: () => find("[name=reason]")?.focus(),
  "?": () => dialog?.showModal(),
};

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function onKey(event) {
  const isCombined = event.ctrlKey || event.metaKey || event.altKey;
  if (isCombined || event.repeat || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || find("dialog[open]") || localStorage.getItem(OFF)) return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

document.addEventListener("keydown", onKey);

if (panel) {
  const off = panel.querySelector("[data-keys-off]");
  panel.hidden = false;
  panel.querySelector("[data-key='?']").addEventListener("click", actions["?"]);
  off.checked = localStorage.getItem(OFF) !== null;
  off.addEventListener("change", () => {
    if (off.checked) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  });
}
