// [data-focus]: what went wrong is read first.
document.querySelector("[data-focus]").focus();
