// 住所自動入力 without leaving the page. Without this script the same buttons ask the server.
const MOST_SEEN = 8; // towns at once; more of them can be filtered
const box = document.querySelector("[data-address]");
const field = (name) => document.querySelector(`[name=${name}]`);
const status = box.querySelector("[data-address-status]");
const towns = box.querySelector("[data-towns]");
const list = towns.querySelector("select");
const filter = towns.querySelector("[data-town-filter]");
let found = [];

const begins = (street) => field("street").value.startsWith(street);

// What was wrong before the script filled it in is wrong no more.
const settle = (input) => {
  const group = input.closest(".field");
  group.classList.remove("field--error");
  group.querySelector(".field__errors")?.remove();
  input.removeAttribute("aria-invalid");
  document.querySelector(`.error-summary a[href="#${input.id}"]`)?.closest("li").remove();
  document.querySelector(".error-summary:not(:has(li))")?.remove();
};

const fill = ({ prefecture, street }) => {
  field("prefecture").value = prefecture;
  if (!begins(street)) field("street").value = street; // a lot number stays
  settle(field("prefecture"));
  settle(field("street"));
  status.textContent = box.dataset.filled;
  towns.hidden = true;
  field("street").focus();
};

const show = (shown) => {
  list.replaceChildren(...shown.map((town) => new Option(town.label, found.indexOf(town))));
  list.size = Math.max(2, Math.min(MOST_SEEN, shown.length));
  list.selectedIndex = shown.length ? 0 : -1;
  status.textContent = shown.length ? box.dataset.several : box.dataset.unfiltered;
};

// What stood there for another code, until one of several is chosen.
const empty = () => {
  if (!found.some((town) => town.prefecture === field("prefecture").value)) field("prefecture").value = "";
  if (!found.some((town) => begins(town.street))) field("street").value = "";
};

const offer = () => {
  empty();
  filter.value = "";
  filter.hidden = found.length <= MOST_SEEN;
  towns.hidden = false;
  show(found);
  (filter.hidden ? list : filter).focus();
};

const choose = (event) => {
  if (!found.length) return; // the server has listed them
  event.preventDefault();
  if (list.value !== "") fill(found[list.value]);
};

const lookUp = async (event) => {
  event.preventDefault();
  const code = encodeURIComponent(field("postal_code").value);
  towns.hidden = true;
  try {
    found = (await (await fetch(`${box.dataset.address}?postal_code=${code}`)).json()).towns;
  } catch {
    status.textContent = box.dataset.failed;
    return;
  }
  if (found.length === 1) fill(found[0]);
  else if (found.length) offer();
  else status.textContent = box.dataset.none;
};

box.querySelector("[data-look-up]").addEventListener("click", lookUp);
towns.querySelector("[data-town-chosen]").addEventListener("click", choose);
list.addEventListener("dblclick", choose);
for (const one of [filter, list]) {
  one.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.keyCode !== 229) choose(event);
  });
}
filter.addEventListener("input", () => {
  const wanted = filter.value.normalize("NFKC");
  show(found.filter((town) => town.label.normalize("NFKC").includes(wanted)));
});
