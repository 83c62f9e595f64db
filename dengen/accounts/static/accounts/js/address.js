// 住所自動入力 without leaving the page. Without this script the same buttons ask the server.
const MOST_SEEN = 8; // towns at once; more of them can be filtered
const TOKEN = /(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/;
const box = document.querySelector("[data-address]");
const field = (name) => document.querySelector(`[name=${name}]`);
const status = box.querySelector("[data-address-status]");
const towns = box.querySelector("[data-towns]");
const list = towns.querySelector("select");
const filter = towns.querySelector("[data-town-filter]");
let found = [];
let isOfAnother = false; // what stands in the street, of another code

// What was wrong before the script filled it in is wrong no more.
const settle = (input) => {
  const group = input.closest(".field");
  group.classList.remove("field--error");
  group.querySelector(".field__errors")?.remove();
  input.removeAttribute("aria-invalid");
  document.querySelector(`.error-summary a[href="#${input.id}"]`)?.closest("li").remove();
  document.querySelector(".error-summary:not(:has(li))")?.remove();
};

const fill = ({ prefecture, street, told }) => {
  field("prefecture").value = prefecture;
  field("street").value = street; // with the house number that was typed
  settle(field("prefecture"));
  settle(field("street"));
  status.textContent = told;
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
  if (isOfAnother) field("street").value = "";
};

const offer = () => {
  empty();
  filter.value = "";
  filter.hidden = found.length <= MOST_SEEN;
  towns.hidden = false;
  show(found);
  (filter.hidden ? list : filter).focus();
};

// A POST, for what people type stands in no log of addresses.
const ask = async () => {
  const body = new FormData();
  for (const name of ["postal_code", "street"]) body.set(name, field(name).value);
  const sent = { method: "POST", body, headers: { "X-CSRFToken": document.cookie.match(TOKEN)?.[1] ?? "" } };
  towns.hidden = true;
  try {
    const answer = await fetch(box.dataset.address, sent);
    if (!answer.ok) throw new Error(answer.status);
    ({ places: found, is_of_another: isOfAnother } = await answer.json());
  } catch {
    found = [];
    status.textContent = box.dataset.failed;
    return false;
  }
  return true;
};

const choose = async (event) => {
  if (!found.length) return; // the server has listed them
  event.preventDefault();
  const chosen = list.value;
  if (chosen !== "" && (await ask())) fill(found[chosen]); // with what is typed by now
};

const lookUp = async (event) => {
  event.preventDefault();
  if (!(await ask())) return;
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
