// Small comforts of every page; everything works without them. Each is switched on by an attribute.
// They stand in one file so that a page asks for one; what is seldom used comes when it is used.
const PATIENCE_MS = 20000;
const TOKEN = /(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/;
const ON_CLICK = {
  dialog: () => import("./dialog.js"),
  copy: () => import("./copy.js"),
  print: () => ({ default: () => window.print() }),
};

// form[data-once]: sent once, however often its button is pressed; usable again when someone comes
// back to the page, or when no answer has come for long (a stopped request tells us nothing).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(release, PATIENCE_MS, form);
});

window.addEventListener("pageshow", () => document.querySelectorAll("[data-once]").forEach(release));

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

// A login in another tab renews the token that forms carry; this one's form goes on with the new one.
document.addEventListener("submit", ({ target: form }) => {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  const renewed = document.cookie.match(TOKEN)?.[1];
  if (field && renewed) field.value = renewed;
});

document.addEventListener("click", async (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  for (const [name, load] of Object.entries(ON_CLICK)) {
    const target = event.target.closest(`[data-${name}]`);
    if (!target) continue;
    event.preventDefault();
    try {
      (await load()).default(target);
    } catch {
      if (target.href) location.assign(target.href);
    }
    return;
  }
});

// [data-focus]: what went wrong is read first.
document.querySelector("[data-focus]")?.focus();
