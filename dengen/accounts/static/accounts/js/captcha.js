// Solves the captcha's proof of work in the background and says so; the question goes away then.
// Who is faster than that needn't press the button again: the form is sent as soon as it is solved.
const box = document.querySelector("[data-captcha]");

function solve(worker) {
  const form = box.closest("form");
  const proof = box.querySelector("[name=captcha_proof]");
  const status = box.querySelector("[data-captcha-status]");
  const question = box.querySelector("[data-captcha-question]");
  let isPressed = false;

  const wait = (event) => {
    event.preventDefault();
    isPressed = true;
    status.textContent = box.dataset.sending;
  };
  const finish = (text) => {
    form.removeEventListener("submit", wait);
    status.textContent = text;
    if (isPressed) form.requestSubmit();
  };

  form.addEventListener("submit", wait);
  status.textContent = box.dataset.working;
  question.hidden = true;
  worker.onmessage = ({ data }) => {
    proof.value = btoa(JSON.stringify(data));
    finish(box.dataset.done);
  };
  worker.onerror = () => {
    question.hidden = false;
    isPressed = false;
    finish("");
  };
  worker.postMessage(JSON.parse(box.dataset.captcha));
}

if (box && window.Worker && window.isSecureContext) solve(new Worker(box.dataset.worker));
