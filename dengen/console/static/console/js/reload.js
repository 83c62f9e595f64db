// [data-reload="milliseconds"]: the page is fetched anew while something is going on.
const waiting = document.querySelector("[data-reload]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.reload));
