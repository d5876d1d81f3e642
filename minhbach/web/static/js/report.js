"use strict";
/* Small comforts of the report form. It reads, saves and submits without this file. */

// What was marked as copied stands under the old words: it goes as soon as somebody types.
document.addEventListener("input", (event) => {
  const marks = event.target.dataset && event.target.dataset.marked && document.getElementById(event.target.dataset.marked);
  if (marks) marks.classList.add("stale");
});

// A link to a field opens it.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
window.addEventListener("hashchange", openTarget);
openTarget();
