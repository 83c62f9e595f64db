// Small comforts of every page; everything works without them. Each is switched on by an attribute.
// They stand in one file so that a page asks for one; what is seldom used comes when it is used.
const PATIENCE_MS = 20000;
const TOKEN = /(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/;
const SAID_AFTER_MS = 500; // a screen reader hears a live region only once it knows the page
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

// Half a text asks before a link or a key takes it away; a draft that keeps itself need not.
const typed = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
const unsent = [...document.querySelectorAll("main form[data-once]:not([data-autosave])")]
  .filter((form) => form.querySelector("textarea:not([readonly])"))
  .map((form) => [form, form.querySelector("[name=restored]") ? "" : typed(form)]);
if (unsent.length) {
  window.addEventListener("beforeunload", (event) => {
    if (unsent.some(([form, before]) => !form.dataset.sent && typed(form) !== before)) event.preventDefault();
  });
}

// WebKit copies only in the click itself, not once a script has been loaded: so that comes before.
const loaded = {};
const load = async (name) => (loaded[name] ??= (await ON_CLICK[name]()).default);
if (document.querySelector("[data-copy]")) load("copy");

document.addEventListener("click", async (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  for (const name of Object.keys(ON_CLICK)) {
    const target = event.target.closest(`[data-${name}]`);
    if (!target) continue;
    event.preventDefault();
    if (loaded[name]) return loaded[name](target);
    try {
      (await load(name))(target);
    } catch {
      if (target.href) location.assign(target.href);
    }
    return;
  }
});

// body[data-session]: long before the login can end, nothing needs to be loaded or asked.
const { session, idle } = document.body.dataset;
if (session) setTimeout(() => import("./session.js"), idle * 1000 * 0.6);

// [data-after="id"]: the calendar offers no day before that field's.
for (const last of document.querySelectorAll("[data-after]")) {
  const first = document.getElementById(last.dataset.after);
  const { min } = last;
  const follow = () => { last.min = first.value > min ? first.value : min; };
  first.addEventListener("input", follow);
  follow();
}

// [data-focus]: what went wrong is read first.
document.querySelector("[data-focus]")?.focus();

// [data-said]: what the last step did, said aloud on the page that it led to.
const said = [...document.querySelectorAll("[data-said]")].map((one) => one.textContent.trim());
if (said.length) {
  setTimeout(() => {
    document.querySelector("[data-announcements]").textContent = said.join(" ");
  }, SAID_AFTER_MS);
}
