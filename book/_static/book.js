// A box that scrolls must be reachable from the keyboard.
function makeScrollable() {
  const boxes = document.querySelectorAll(
    ".bd-article :is(div.math, mjx-container, pre, table, .pst-scrollable-table-container)"
  );
  boxes.forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  });
}
window.addEventListener("load", () => {
  Promise.resolve(window.MathJax?.startup?.promise).then(makeScrollable);
});
window.addEventListener("resize", makeScrollable);

// docutils calls its bibliography a list, but gives it no list items.
document.querySelectorAll(".citation-list[role=list]").forEach((list) => {
  list.removeAttribute("role");
});
