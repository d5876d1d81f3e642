"use strict";
/* Small comforts. Every page reads and every form submits without this file. */

// "/" goes to the search field, unless the person is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const field = document.querySelector("[data-slash]");
  if (event.key === "/" && !typing && field) {
    event.preventDefault();
    field.focus();
  }
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details.pop[open]")) open.open = false;
  }
});

// A menu closes when the person works elsewhere.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.pop[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest(".toast").remove();
  const copier = event.target.closest("[data-copy]");
  if (copier) copyText(copier);
});

// A line of success goes by itself; a failure stays until it is closed.
function settleToasts(root) {
  for (const button of root.querySelectorAll("[data-close][hidden], [data-copy][hidden]")) button.hidden = false;
  for (const toast of root.querySelectorAll("[data-passes]")) setTimeout(() => toast.remove(), 6000);
}

// "Sao chép cho Zalo": the text of the named field. On plain http the browser has no clipboard for pages;
// then the text stands selected in its field, and the line beside the button says which keys take it.
async function copyText(button) {
  const source = document.getElementById(button.dataset.copy);
  const taken = (await toClipboard(source.value)) || bySelection(source);
  button.nextElementSibling.textContent = taken ? button.dataset.copied : button.dataset.selected;
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function bySelection(source) {
  source.focus();
  source.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

// A select or field that sends its form as soon as it changes.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.requestSubmit();
  if (event.target.matches("[data-all]")) {
    for (const box of document.querySelectorAll(`input[name="${event.target.dataset.all}"]`)) box.checked = event.target.checked;
  }
  countChosen();
});

// "Soạn công văn đôn đốc 22 đơn vị": how many are marked now. Those folded away are sent along.
function countChosen() {
  for (const shown of document.querySelectorAll("[data-counts]")) {
    const chosen = `input[name="${shown.dataset.counts}"]`;
    shown.textContent = document.querySelectorAll(`${chosen}:checked, ${chosen}[type=hidden]`).length;
  }
}

// What was typed is kept on this machine until the form was taken; a lost line loses nothing.
function keepDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const key = `nhap:${form.dataset.draft}`;
    const taken = document.querySelector("[data-passes]");
    if (taken) localStorage.removeItem(key);
    const saved = JSON.parse(localStorage.getItem(key) || "null");
    if (saved && !form.querySelector(".err")) {
      for (const [name, value] of Object.entries(saved)) {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLTextAreaElement && !field.value) field.value = value;
      }
    }
    form.addEventListener("input", () => {
      const typed = {};
      for (const field of form.querySelectorAll("textarea")) if (field.value) typed[field.name] = field.value;
      localStorage.setItem(key, JSON.stringify(typed));
    });
  }
}

// A block copied from Excel falls into the grid from the cell it was pasted into.
document.addEventListener("paste", (event) => {
  const cell = event.target.closest("[data-grid] [data-col]");
  const text = event.clipboardData && event.clipboardData.getData("text/plain");
  if (!cell || !text || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const rows = [...cell.closest("[data-grid]").querySelectorAll("[data-row]")];
  const first = rows.indexOf(cell.closest("[data-row]"));
  const column = Number(cell.dataset.col);
  text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, down) => {
    line.split("\t").forEach((value, across) => {
      const target = rows[first + down] && rows[first + down].querySelector(`[data-col="${column + across}"]`);
      if (target) target.value = value.trim();
    });
  });
});

// A file dropped on the field.
for (const type of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(type, (event) => {
    const zone = event.target.closest("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", type === "dragover");
    if (type === "drop" && event.dataTransfer.files.length) {
      const input = zone.querySelector("input[type=file]");
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("dropped"));
    }
  });
}

// The browser names its file button in the language of the machine; the page says it in its own.
function wordFiles(root) {
  for (const input of root.querySelectorAll("input[type=file].in:not([data-ready])")) {
    input.dataset.ready = "1";
    const shown = document.createElement("span");
    const { filePick, fileNone } = document.body.dataset;
    shown.className = "in chosen";
    shown.setAttribute("aria-hidden", "true");
    const say = () => {
      const names = [...input.files].map((file) => file.name).join(", ");
      shown.replaceChildren(Object.assign(document.createElement("b"), { textContent: filePick }), names || fileNone);
    };
    shown.addEventListener("click", () => input.click());
    input.addEventListener("change", say);
    input.addEventListener("dropped", say);
    input.classList.add("sr");
    input.after(shown);
    say();
  }
}

// What is wrong is said by the page beside its field, not by the browser in the language of the machine.
function leaveToThePage(root) {
  for (const form of root.querySelectorAll("form[method=post]")) form.noValidate = true;
}

function settle(root) {
  leaveToThePage(root);
  settleToasts(root);
  wordFiles(root);
  keepDrafts(root);
  const summary = root.querySelector("#loi");
  if (summary) summary.focus();
}
settle(document);
document.addEventListener("htmx:afterSettle", (event) => settle(event.target));
