// The dialog for a link: sets, changes and removes it; without a selection it writes the address.
export function enableLinks(editor, frame) {
  const dialog = frame.querySelector("[data-editor-dialog]");
  const address = dialog.querySelector("[data-editor-address]");
  const error = dialog.querySelector("[data-editor-error]");
  const remove = dialog.querySelector("[data-link=unset]");

  const complain = (isWrong) => {
    error.hidden = !isWrong;
    address.toggleAttribute("aria-invalid", isWrong);
    if (isWrong) address.setAttribute("aria-invalid", "true");
  };
  const actions = {
    set() {
      const href = hrefOf(address.value);
      complain(!href);
      if (!href) return address.focus();
      dialog.close();
      const chain = editor.chain().extendMarkRange("link");
      if (editor.state.selection.empty && !editor.isActive("link")) {
        const marks = [{ type: "link", attrs: { href } }];
        chain.insertContent({ type: "text", text: address.value.trim(), marks }).run();
      } else {
        chain.setLink({ href }).run();
      }
    },
    unset() {
      dialog.close();
      editor.chain().extendMarkRange("link").unsetLink().run();
    },
    cancel() {
      dialog.close();
    },
  };

  dialog.addEventListener("click", (event) => {
    actions[event.target.closest("[data-link]")?.dataset.link]?.();
  });
  address.addEventListener("keydown", (event) => {
    // Safari ends a conversion before the Enter that confirmed it, which then counts as none (229).
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault(); // or the listing's form would be sent
    actions.set();
  });
  dialog.addEventListener("close", () => editor.view.focus());
  return {
    open() {
      address.value = editor.getAttributes("link").href ?? "";
      remove.hidden = !editor.isActive("link");
      complain(false);
      dialog.showModal();
      address.select();
      return true;
    },
  };
}

// What people type for an address; "" when it is none.
function hrefOf(typed) {
  const text = typed.normalize("NFKC").trim();
  if (/^(https?:\/\/|mailto:|tel:)\S+$/i.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^0\d[\d-]{8,12}$/.test(text)) return `tel:${text}`;
  return /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(text) ? `https://${text}` : "";
}
