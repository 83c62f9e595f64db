// form[data-autosave="address"]: keeps what was typed as a draft, a moment after each change and when
// the page is left. The first save makes the draft; from then on a reload comes back to it. What was
// typed before the page came (data-unsaved, or the browser's own way back) is kept at the first touch.
const PAUSE_MS = 3000;
const SKIPPED = new Set(["csrfmiddlewaretoken", "seal", "draft_revision"]);

const form = document.querySelector("form[data-autosave]");
const status = form.querySelector("[data-autosave-status]");
const revision = form.querySelector("[name=draft_revision]");
const overtaken = form.querySelector("[data-autosave-overtaken]");
const [{ type: way } = {}] = performance.getEntriesByType("navigation");
const isUnsaved = "unsaved" in form.dataset || way === "back_forward";
const OVERTAKEN = 409;
let saved;
let isTouched = false;
let isStopped = !overtaken.hidden;
let saving; // the save under way

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
    isStopped = true; // another page was faster, or there are too many: saving again mends nothing
    overtaken.hidden = response.status !== OVERTAKEN;
    return say(answer.error);
  }
  saved = sent;
  revision.value = answer.revision;
  say(answer.text);
  if (!answer.revision) return; // nothing was typed, nothing is kept
  if (location.pathname !== form.dataset.autosave) history.replaceState(null, "", form.dataset.autosave);
}

async function keep(sent, keepalive) {
  try {
    await take(await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), keepalive }), sent);
  } catch {
    say(form.dataset.failed);
  }
  saving = null;
}

function save({ keepalive = false } = {}) {
  const sent = typed();
  if (!isTouched || isStopped || form.dataset.sent || sent === saved) return saving;
  saving ??= keep(sent, keepalive);
  return saving;
}

// What the page began with is no draft, though the editor rewrites its text as it starts.
for (const name of ["focusin", "pointerdown", "keydown"]) {
  form.addEventListener(name, () => {
    if (!isTouched && !isUnsaved) saved = typed();
    isTouched = true;
  }, { capture: true });
}
form.addEventListener("input", () => { isTouched = true; });
setInterval(save, PAUSE_MS);

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save({ keepalive: true });
});

// A save under way would come after what is sent now, and look like another page's.
form.addEventListener("submit", (event) => {
  if (!saving) return;
  event.preventDefault();
  saving.then(() => form.requestSubmit(event.submitter));
});

form.querySelector("[data-autosave-leave]").addEventListener("click", (event) => {
  if (!save()) return;
  event.preventDefault();
  saving.then(() => location.assign(event.target.href));
});
