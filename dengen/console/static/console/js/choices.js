// form[data-choices]: all rows of the page at one press, and how many are chosen.
const form = document.querySelector("[data-choices]");
const all = form?.querySelector("[data-choose-all]");
const count = form?.querySelector("[data-chosen-count]");
const boxes = () => [...form.querySelectorAll("[name=chosen]")];

function tell() {
  const chosen = boxes().filter((box) => box.checked).length;
  count.textContent = chosen ? count.dataset.words.replace("%s", chosen) : "";
  all.checked = chosen === boxes().length;
  all.indeterminate = chosen > 0 && !all.checked;
}

if (all) {
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
}
