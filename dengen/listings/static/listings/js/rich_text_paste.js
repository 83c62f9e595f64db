// What comes into the editor from elsewhere. Markup is read by the server, as all of it is when it is
// handed in: the editor then shows what others will read, and no second reader has to know the rules.
const TELLING = /:\s*(?:none|hidden|collapse|super|sub)\b|line-through/;
const CELLS = /<t[dh][\s>][^]*<t[dhr][\s>]/i; // more than one
const PICTURE = /<img[\s>]|<v:imagedata/i;
const HEADED = /^\s*<h[1-6][\s>][^]*<\/h[1-6]>\s*</i; // and more below
const TAG = /<\/?(?:p|br|div|span|strong|b|h[1-6]|ul|ol|li|table|a)(?:[\s/][^<>]*)?>/i;

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

// What the editor does with what is pasted and dropped, before its library looks at it.
export function pasteHandlers(textarea, frame, editor) {
  const trouble = frame.querySelector("[data-editor-trouble]");
  const say = (text) => {
    trouble.textContent = text;
    trouble.hidden = !text;
  };
  const take = (view, event, data) => {
    const html = data?.getData("text/html");
    if (!html && data?.files.length && !data.getData("text/plain")) say(textarea.dataset.picture);
    if (!html || view.input.shiftKey) return false; // Shift asks for the bare text
    event.preventDefault();
    say("");
    insert(view, html, data.getData("text/plain"), textarea, say);
    return true;
  };
  return {
    paste: (view, event) => take(view, event, event.clipboardData),
    drop(view, event) {
      const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (view.dragging || !place) return false; // from here to there, within the editor
      editor().commands.setTextSelection(place.pos);
      return take(view, event, event.dataTransfer);
    },
  };
}

async function insert(view, html, plain, textarea, say) {
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "seal"]) body.set(name, textarea.form.elements[name].value);
  body.set("html", withoutBallast(html));
  try {
    const response = await fetch(textarea.dataset.reader, { method: "POST", body });
    const answer = await response.json();
    if (response.ok) {
      say(lostOf(html, textarea.dataset));
      return pasteBlocks(view, answer.html);
    }
    say(answer.error);
  } catch {
    say(textarea.dataset.unread); // no connection, or no session: the words at least
  }
  view.pasteText(plain);
}

// What of a paste can't be shown here, in a sentence; "" if all of it can.
function lostOf(html, says) {
  const table = CELLS.test(html) ? says.table : "";
  return table + (PICTURE.test(html) ? says.picture : "");
}

// The editor's library joins what is pasted to the line of the cursor: a heading is no part of that.
function pasteBlocks(view, html) {
  const { tr, selection } = view.state;
  if (HEADED.test(html) && selection.$from.parentOffset) {
    tr.deleteSelection();
    view.dispatch(tr.split(tr.selection.from));
  }
  return view.pasteHTML(html);
}

// A head full of style sheets, and pictures: of all that only the rules are read which hide a text,
// strike it out, raise or lower it.
function withoutBallast(html) {
  const body = Math.max(html.search(/<body[\s>]/i), 0);
  const sheet = new CSSStyleSheet();
  const styles = html.slice(0, body).matchAll(/<style[^>]*>([^]*?)<\/style>/gi);
  sheet.replaceSync([...styles].map(([, text]) => text).join("\n"));
  const telling = [...sheet.cssRules]
    .filter((rule) => rule.selectorText && TELLING.test(rule.cssText))
    .map((rule) => rule.cssText);
  return `<style>${telling.join("")}</style>${html.slice(body).replace(/<img[^>]*>/gi, "")}`;
}
