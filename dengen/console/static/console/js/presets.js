// [data-presets]: a chosen preset's text stands in the form at once, where it can be edited; so the
// server need not add it any more.
const panel = document.querySelector("[data-presets]");

for (const box of panel?.querySelectorAll("[data-preset]") ?? []) {
  box.removeAttribute("name");
  box.addEventListener("change", () => {
    const { preset: field } = box.dataset;
    const input = panel.closest("form").elements[field ? `remark_${field}` : "reason"];
    const text = box.closest("label").querySelector("[data-preset-text]").textContent;
    const between = field || !input.value ? "" : "\n";
    if (!box.checked) input.value = input.value.replace(text, "").trim();
    else if (!input.value.includes(text)) input.value += between + text;
    const details = input.closest("details");
    if (details) details.open = true;
  });
}
