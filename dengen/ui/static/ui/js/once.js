// form[data-once]: sent once, however often its button is pressed; usable again when someone comes
// back to the page, or when no answer has come for long (a stopped request tells us nothing).
const PATIENCE_MS = 20000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(release, PATIENCE_MS, form);
});

window.addEventListener("pageshow", () => document.querySelectorAll("[data-once]").forEach(release));
