// a[data-dialog="id"]: asks in a <dialog> of this page instead of following the link. The browser
// gives Esc, keeps the focus inside and brings it back to the link; [data-close] closes too.
export default function open(link) {
  const dialog = document.getElementById(link.dataset.dialog);
  for (const button of dialog.querySelectorAll("[data-close]")) button.onclick = () => dialog.close();
  dialog.showModal();
}
