// body[data-session="address"]: warns before the login ends, with 「続ける」. The server is asked for
// the time that is left only when the end seems near: once for each page that stands open.
const WARN_S = 300;
const NEAR_S = 30;
const { session: address, idle } = document.body.dataset;
const token = () => document.cookie.match(/(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/)?.[1] ?? "";
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("dengen-session") : null;
const warnAt = Math.min(WARN_S, idle / 3);
let timer;
let dialog;

function arm(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(1, seconds) * 1000);
}

async function ask(method) {
  const answer = await fetch(address, { method, headers: { "X-CSRFToken": token() } });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("dialog");
}

async function look(method = "GET") {
  let told;
  try {
    told = await ask(method);
  } catch {
    return arm(NEAR_S); // the line may be down for a moment
  }
  const seconds = Number(told.dataset.seconds);
  if (seconds > warnAt) {
    dialog?.close();
    return arm(seconds - warnAt);
  }
  show(told);
  if (seconds) arm(seconds + 1); // then it says that the end has come
}

function show(told) {
  dialog?.close();
  dialog?.remove();
  dialog = document.body.appendChild(told);
  dialog.addEventListener("close", () => dialog === told && dialog.returnValue === "stay" && stay());
  dialog.showModal();
}

async function stay() {
  await look("POST");
  tabs?.postMessage("stayed");
}

tabs?.addEventListener("message", () => look());
// After the computer slept, timers are late.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && performance.now() > (idle - warnAt) * 1000) look();
});
look();
