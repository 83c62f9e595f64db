// button[data-copy="#id"]: copies that element's text; data-copied is what the button then says in
// its span, and the page's live region aloud (a live region inside a button would leave it nameless).
const SHOWN_MS = 3000;

export default async function copy(button) {
  await write(document.querySelector(button.dataset.copy));
  const words = button.querySelector("span") ?? button;
  button.dataset.before ??= words.textContent;
  words.textContent = button.dataset.copied;
  document.querySelector("[data-announcements]").textContent = button.dataset.copied;
  setTimeout(() => {
    words.textContent = button.dataset.before;
    document.querySelector("[data-announcements]").textContent = "";
  }, SHOWN_MS);
}

async function write(source) {
  const text = source.value ?? source.textContent;
  // Without HTTPS (inside a company's network, say) browsers offer no clipboard but the selection's.
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  if (source.select) source.select();
  else getSelection().selectAllChildren(source);
  document.execCommand("copy");
}
