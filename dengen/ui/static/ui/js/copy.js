// button[data-copy="#id"]: copies that element's text. The button then says in its span what came of
// it (data-copied, data-failed), and the page's live region says it aloud (a live region inside a
// button would leave it nameless). What couldn't be copied stays selected, for Ctrl+C.
const SHOWN_MS = 3000;

export default async function copy(button) {
  const result = (await write(document.querySelector(button.dataset.copy)))
    ? button.dataset.copied
    : button.dataset.failed;
  const words = button.querySelector("span") ?? button;
  button.dataset.before ??= words.textContent;
  words.textContent = result;
  document.querySelector("[data-announcements]").textContent = result;
  setTimeout(() => {
    words.textContent = button.dataset.before;
    document.querySelector("[data-announcements]").textContent = "";
  }, SHOWN_MS);
}

// Without HTTPS (inside a company's network, say) browsers offer no clipboard but the selection's;
// with it they may still refuse.
async function write(source) {
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    return true;
  } catch {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}
