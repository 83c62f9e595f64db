// The editor's toolbar: what it does, and how it shows what is on.
export function enableBar(editor, frame, links) {
  const bar = frame.querySelector("[data-editor-bar]");
  const block = bar.querySelector("[data-block]");
  const size = bar.querySelector("[data-size]");
  const chain = () => {
    editor.view.focus(); // at once: later it would undo a look chosen for what is typed next
    return editor.chain();
  };
  const commands = {
    bold: () => chain().toggleBold().run(),
    bulletList: () => chain().toggleBulletList().run(),
    orderedList: () => chain().toggleOrderedList().run(),
    link: () => links.open(),
    undo: () => chain().undo().run(),
    redo: () => chain().redo().run(),
  };

  bar.addEventListener("mousedown", (event) => {
    if (event.target.closest("button")) event.preventDefault(); // the caret stays in the text
  });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-command]");
    if (button && button.ariaDisabled !== "true") commands[button.dataset.command]();
  });
  // Walking through a list's choices by keyboard changes the text and nothing else: the focus stays
  // in the list (WCAG 3.2.2) until Enter or Tab. A mouse has chosen with its click.
  const choose = (list, apply) => {
    let isPointed = false;
    list.addEventListener("pointerdown", () => (isPointed = true));
    list.addEventListener("change", () => {
      const value = list.value; // before the focus moves, and shows what was on
      apply(isPointed ? chain() : editor.chain(), value).run();
    });
    list.addEventListener("keydown", (event) => {
      isPointed = false;
      if (event.key !== "Enter") return;
      event.preventDefault(); // or the listing's form would be sent
      const value = list.value;
      apply(chain(), value).run(); // again: what the focus undoes is a look for what is typed next
    });
  };
  choose(block, (chain_, level) =>
    level === "p" ? chain_.setParagraph() : chain_.setHeading({ level: Number(level) }));
  choose(size, (chain_, name) =>
    name ? chain_.setTextClass(name) : chain_.unsetMark("textClass"));

  const show = () => {
    for (const button of bar.querySelectorAll("[aria-pressed]")) {
      button.ariaPressed = String(editor.isActive(button.dataset.command));
    }
    for (const name of ["undo", "redo"]) {
      bar.querySelector(`[data-command=${name}]`).ariaDisabled = String(!editor.can()[name]());
    }
    block.value = editor.isActive("heading") ? String(editor.getAttributes("heading").level) : "p";
    const current = editor.getAttributes("textClass").class;
    size.value = current && current !== "fs-16" ? current : "";
  };
  editor.on("transaction", show);
  show();
  bar.hidden = false;
}
