// form[data-passkey]: its button asks the browser to make a passkey ("create") or to use one ("get"),
// and the answer goes with the form. The question is in data-options.
const KEY = window.PublicKeyCredential;
const ASK = {
  create: (options) => navigator.credentials.create({ publicKey: KEY.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: KEY.parseRequestOptionsFromJSON(options) }),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const isAble = Boolean(KEY?.parseCreationOptionsFromJSON && navigator.credentials);
  form.querySelector("[data-unable]").hidden = isAble;
  form.querySelector("[data-able]").hidden = !isAble;
  form.addEventListener("submit", (event) => answer(form, event));
}

async function answer(form, event) {
  const field = form.elements.answer;
  if (field.value) return;
  event.preventDefault();
  if (form.dataset.asking) return;
  form.dataset.asking = "yes";
  const refused = form.querySelector("[data-refused]");
  refused.hidden = true;
  try {
    field.value = JSON.stringify(await ASK[form.dataset.passkey](JSON.parse(form.dataset.options)));
    form.requestSubmit();
  } catch {
    refused.hidden = false; // the person thought better of it, or the device has none
  } finally {
    delete form.dataset.asking;
  }
}

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.elements.answer.value = "";
});
