// form[data-autosave="address"]: keeps what was typed as a draft, a moment after each change and when
// the page is left. The first save makes the draft; from then on a reload comes back to it.
const PAUSE_MS = 3000;
const SKIPPED = new Set(["csrfmiddlewaretoken", "seal", "draft_revision"]);

const form = document.querySelector("form[data-autosave]");
const status = form.querySelector("[data-autosave-status]");
const revision = form.querySelector("[name=draft_revision]");
let saved;
let isTouched = false;
let isStopped = false;
let isSaving = false;

const typed = () => {
  const data = new FormData(form);
  return JSON.stringify([...data].filter(([name]) => !SKIPPED.has(name)));
};

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

async function take(response, sent) {
  const isJson = response.headers.get("content-type")?.includes("json");
  if (response.redirected || !isJson) return say(form.dataset.lost); // the session has ended
  const answer = await response.json();
  if (!response.ok) {
    isStopped = true; // another tab was faster, or there are too many: saving again mends nothing
    return say(answer.error);
  }
  saved = sent;
  revision.value = answer.revision;
  say(answer.text);
  if (location.pathname !== form.dataset.autosave) history.replaceState(null, "", form.dataset.autosave);
}

async function save({ keepalive = false } = {}) {
  const sent = typed();
  if (!isTouched || isStopped || isSaving || form.dataset.sent || sent === saved) return;
  isSaving = true;
  try {
    await take(await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), keepalive }), sent);
  } catch {
    say(form.dataset.failed);
  } finally {
    isSaving = false;
  }
}

// A form that nobody touched makes no draft, though the editor rewrites its text as it starts.
for (const name of ["input", "change", "click"]) {
  form.addEventListener(name, () => { isTouched = true; });
}
setInterval(save, PAUSE_MS);

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save({ keepalive: true });
});
