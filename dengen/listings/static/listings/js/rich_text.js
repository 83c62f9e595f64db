// textarea[data-rich-text]: an editor takes its place and writes into it. The attribute holds the
// address of the editor's library; while that has not come, or without it, the textarea serves.
import { enableBar } from "./rich_text_bar.js";
import { enableLinks } from "./rich_text_link.js";
import { documentOf, pasteHandlers } from "./rich_text_paste.js";

const SIZES = ["fs-14", "fs-16", "fs-18", "fs-20", "fs-24"];

function extensions(library, openLink) {
  const { Bold, BulletList, Document, HardBreak, Heading, History, Italic, Link } = library;
  const { ListItem, OrderedList, Paragraph, Strike, Subscript, Superscript } = library;
  const { Text, TextClass, Underline } = library;
  return [
    Document, Paragraph, Text, HardBreak, History, Bold, Italic, Underline, Strike, Subscript,
    Superscript, BulletList,
    OrderedList.configure({ enableListAttributes: false }),
    Heading.configure({ levels: [3, 4] }),
    TextClass.configure({ cssClasses: SIZES }),
    Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": openLink }) }).configure({
      protocols: ["mailto", "tel"],
      defaultProtocol: "https",
    }),
    // Tab belongs to the page: it moves on, also out of a list.
    ListItem.extend({
      addKeyboardShortcuts() {
        return {
          Enter: () => this.editor.commands.splitListItem(this.name),
          "Mod-]": () => this.editor.commands.sinkListItem(this.name),
          "Mod-[": () => this.editor.commands.liftListItem(this.name),
        };
      },
    }),
  ];
}

// The editor answers to the textarea's id, label, hint and error.
function attributesFrom(textarea, label) {
  const attributes = { id: textarea.id, role: "textbox", "aria-multiline": "true", class: "prose editor__text" };
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  if (label) {
    label.id ||= `${textarea.id}_label`;
    attributes["aria-labelledby"] = label.id;
  }
  return attributes;
}

async function enable(textarea) {
  const library = await import(textarea.dataset.richText);
  const frame = textarea.closest("[data-editor]");
  const count = frame.querySelector("[data-editor-count]");
  const number = frame.querySelector("[data-editor-number]");
  const label = textarea.labels[0];
  const place = document.createElement("div");
  let links;
  let wasOver = false;
  const write = ({ editor }) => {
    textarea.value = editor.isEmpty ? "" : editor.getHTML();
    const length = editor.getText({ blockSeparator: "\n" }).length;
    number.textContent = length.toLocaleString();
    const isOver = length > Number(textarea.dataset.maxLength);
    if (count.classList.toggle("editor__count--over", isOver) !== wasOver) {
      document.querySelector("[data-announcements]").textContent = isOver ? count.dataset.over : "";
    }
    wasOver = isOver;
  };
  const editor = new library.Editor({
    element: place,
    injectCSS: false, // the content security policy allows no style but the page's own
    extensions: extensions(library, () => links.open()),
    content: documentOf(textarea.value),
    editorProps: {
      attributes: attributesFrom(textarea, label),
      handleDOMEvents: pasteHandlers(textarea, frame, () => editor),
    },
    onUpdate: write,
  });
  links = enableLinks(editor, frame);
  enableBar(editor, frame, links);
  textarea.before(place);
  textarea.hidden = true;
  textarea.id += "_source";
  label?.addEventListener("click", () => editor.view.focus());
  count.hidden = false;
  write({ editor });
}

for (const textarea of document.querySelectorAll("textarea[data-rich-text]")) {
  enable(textarea);
}
