// Solves the captcha's proof of work in the background and says so; the question goes away then.
const box = document.querySelector("[data-captcha]");
if (box && window.Worker && window.isSecureContext) {
  const status = box.querySelector("[data-captcha-status]");
  const question = box.querySelector("[data-captcha-question]");
  status.textContent = box.dataset.working;
  question.hidden = true;
  const worker = new Worker(box.dataset.worker);
  worker.onmessage = ({ data }) => {
    box.querySelector("[name=captcha_proof]").value = btoa(JSON.stringify(data));
    status.textContent = box.dataset.done;
  };
  worker.onerror = () => {
    question.hidden = false;
    status.textContent = "";
  };
  worker.postMessage(JSON.parse(box.dataset.captcha));
}
