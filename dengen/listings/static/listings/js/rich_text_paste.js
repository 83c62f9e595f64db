// What comes into the editor from elsewhere: plain text, and pages of Word and Excel.
const TAG = /<\/?(?:p|br|div|span|strong|b|h[1-6]|ul|ol|li|table|a)(?:[\s/][^<>]*)?>/i;
// Japanese has no spaces between words: a line broken in the source is no space.
const WIDE = "[\\u3000-\\u30ff\\u3400-\\u9fff\\uff00-\\uffef]";
const BROKEN_LINE = new RegExp(`(${WIDE})[ \\t]*\\r?\\n[ \\t]*(?=${WIDE})`, "g");
const HEADINGS = { H1: "h3", H2: "h3", H5: "h4", H6: "h4" };

// The textarea's value as the editor takes it: HTML stays, plain text becomes paragraphs.
export function documentOf(value) {
  if (TAG.test(value) || !value.trim()) return value;
  const paragraphs = value.trim().split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/);
  return { type: "doc", content: paragraphs.map(paragraphOf) };
}

function paragraphOf(text) {
  const content = text.split(/\r?\n/).flatMap((line, n) => [
    ...(n ? [{ type: "hardBreak" }] : []),
    ...(line ? [{ type: "text", text: line }] : []),
  ]);
  return { type: "paragraph", content };
}

// Tables become lines, cells side by side; headings become those of the board. The server cleans
// everything once more.
export function tidyPaste(html) {
  const page = new DOMParser().parseFromString(
    withoutStyles(html).replace(BROKEN_LINE, "$1"),
    "text/html",
  );
  for (const marker of page.querySelectorAll("[data-marker]")) {
    const text = marker.textContent.trim();
    marker.textContent = /\d/.test(text) ? `${text} ` : "・";
  }
  for (const table of page.querySelectorAll("table")) {
    if (!table.parentElement.closest("table")) table.replaceWith(linesOf(table, page));
  }
  for (const heading of page.querySelectorAll(Object.keys(HEADINGS).join())) {
    const other = page.createElement(HEADINGS[heading.tagName]);
    other.append(...heading.childNodes);
    heading.replaceWith(other);
  }
  return page.body.innerHTML;
}

// The content security policy refuses inline styles already while they are parsed. Word marks the
// bullets and numbers of its lists in them.
function withoutStyles(html) {
  return html
    .replace(/<style[\s>][\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) =>
      tag.replace(/\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, (style) =>
        /mso-list:\s*ignore/i.test(style) ? " data-marker" : "",
      ),
    );
}

function linesOf(table, page) {
  const paragraph = page.createElement("p");
  for (const row of table.rows) {
    const cells = [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
    const line = cells.join("\u3000").trimEnd();
    if (line && paragraph.hasChildNodes()) paragraph.append(page.createElement("br"));
    if (line) paragraph.append(line);
  }
  return paragraph;
}
