// Small comforts; everything works without them. Each is switched on by an attribute and has its
// own file, which a page gets only when it is needed.
import "./once.js";
import "./token.js";

const ON_CLICK = {
  dialog: () => import("./dialog.js"),
  copy: () => import("./copy.js"),
  print: () => import("./print.js"),
};

document.addEventListener("click", async (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  for (const [name, load] of Object.entries(ON_CLICK)) {
    const target = event.target.closest(`[data-${name}]`);
    if (!target) continue;
    event.preventDefault();
    try {
      (await load()).default(target);
    } catch {
      if (target.href) location.assign(target.href);
    }
    return;
  }
});

if (document.querySelector("[data-focus]")) import("./focus.js");

// data-scripted: what makes sense only with scripts.
for (const element of document.querySelectorAll("[data-scripted]")) element.hidden = false;
