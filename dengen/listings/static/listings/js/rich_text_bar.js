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
  block.addEventListener("change", () => {
    const level = Number(block.value);
    if (level) chain().setHeading({ level }).run();
    else chain().setParagraph().run();
  });
  size.addEventListener("change", () => {
    const name = size.value; // before the focus moves, and shows what was on
    if (name) chain().setTextClass(name).run();
    else chain().unsetMark("textClass").run();
  });

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
