// 住所自動入力 without leaving the page. Without this script the same button asks the server.
const box = document.querySelector("[data-address]");
const field = (name) => document.querySelector(`[name=${name}]`);
const status = box.querySelector("[data-address-status]");
const towns = box.querySelector("[data-towns]");

const fill = ({ prefecture, street }) => {
  field("prefecture").value = prefecture;
  if (!field("street").value.startsWith(street)) field("street").value = street; // a lot number stays
  status.textContent = box.dataset.filled;
  towns.replaceChildren();
  field("street").focus();
};

const offer = (found) => {
  status.textContent = box.dataset.several;
  towns.replaceChildren(...found.map((town) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--secondary button--small";
    button.textContent = town.label;
    button.addEventListener("click", () => fill(town));
    return button;
  }));
  towns.firstElementChild.focus();
};

box.querySelector("[data-look-up]").addEventListener("click", async (event) => {
  event.preventDefault();
  const code = encodeURIComponent(field("postal_code").value);
  towns.replaceChildren();
  let found;
  try {
    found = (await (await fetch(`${box.dataset.address}?postal_code=${code}`)).json()).towns;
  } catch {
    status.textContent = box.dataset.failed;
    return;
  }
  if (found.length === 1) fill(found[0]);
  else if (found.length) offer(found);
  else status.textContent = box.dataset.none;
});
