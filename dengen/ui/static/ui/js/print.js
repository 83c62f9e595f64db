// button[data-print]: prints the page.
export default function print() {
  window.print();
}
