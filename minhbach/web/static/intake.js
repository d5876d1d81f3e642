"use strict";
/* Keys and comforts of Nhập kế hoạch. Every deed here is a link or a button of the page. */

const scrolls = new Map();
const panes = () => document.querySelectorAll("[data-keeps-scroll]");

function inView(mark) {
  const pane = mark.closest("[data-keeps-scroll]").getBoundingClientRect();
  const box = mark.getBoundingClientRect();
  return box.top >= pane.top + 8 && box.bottom <= pane.bottom - 8;
}

// On a phone the sheet lies below the draft: the page must not jump there by itself.
function standsBeside() {
  const pane = document.getElementById("van-ban");
  return pane && getComputedStyle(pane).overflowY === "auto";
}

function showMark(always) {
  const mark = document.querySelector(".paper-sheet .now") || document.querySelector(".paper-sheet .hl.on");
  if (mark && (always || !inView(mark))) mark.scrollIntoView({ block: "center" });
}

function showRow() {
  const row = document.querySelector(".form-row") || document.querySelector(".dr tr.cur");
  const pane = document.getElementById("du-thao");
  if (row && pane && document.querySelector(".form-row")) row.scrollIntoView({ block: "center" });
  const first = document.querySelector(".row-form [aria-invalid], .row-form textarea, .row-form input:not([type=hidden])");
  if (first) first.focus({ preventScroll: true });
}

document.addEventListener("htmx:beforeSwap", () => {
  for (const pane of panes()) scrolls.set(pane.id, pane.scrollTop);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const pane of panes()) if (scrolls.has(pane.id)) pane.scrollTop = scrolls.get(pane.id);
});
// Only now: until it settles, htmx leaves the classes of the page before on what bears the same id.
document.addEventListener("htmx:afterSettle", () => {
  if (standsBeside()) showMark(false);
  showRow();
});

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target) target.click();
  return Boolean(target);
}

function choose(number) {
  const choice = document.querySelectorAll("[data-ask] input[type=radio]")[number - 1];
  if (choice) choice.checked = true;
  return Boolean(choice);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])");
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details.all-keys[open]")) open.open = false;
    return;
  }
  if (typing) return;
  const key = event.key.toLowerCase();
  let done = false;
  if (/^[1-9]$/.test(key)) done = choose(Number(key));
  else if (key === "enter" && !event.target.closest("a, button, summary")) {
    const form = document.querySelector("[data-ask]");
    if (form) form.requestSubmit();
    done = Boolean(form);
  } else if (key === "g") { showMark(true); done = true; }
  else if ("jkesmz?".includes(key)) done = press(key);
  if (done) event.preventDefault();
});

// A unit that is ticked in the search joins those picked, so that the next search does not lose it.
document.addEventListener("change", (event) => {
  const box = event.target.closest(".pick input[type=checkbox][name=unit]");
  if (!box) return;
  const form = box.form;
  if (box.checked && box.closest(".found")) form.querySelector(".picked").append(box.closest("label"));
  const pick = form.querySelector("input[name=option][value=pick]");
  if (pick) pick.checked = true;
});

// The bytes on their way: how many have gone, and a way to stop.
for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", (event) => {
    if (!window.XMLHttpRequest || !window.FormData) return;
    event.preventDefault();
    send(form);
  });
  form.querySelector("input[type=file]").addEventListener("change", () => form.requestSubmit());
  form.addEventListener("drop", () => setTimeout(() => { if (form.querySelector("input[type=file]").files.length) form.requestSubmit(); }));
}

// One file is sent once: while its bytes are on their way the button rests.
function busy(form, is) {
  form.toggleAttribute("data-busy", is);
  for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = is;
}

// Back from the page of the draft: the browser shows this page as it was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-busy]")) busy(form, false);
});

function send(form) {
  if (form.hasAttribute("data-busy")) return;
  busy(form, true);
  const box = form.querySelector("[data-sending]");
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-sending-words]");
  const name = form.querySelector("input[type=file]").files[0]?.name || "";
  const request = new XMLHttpRequest();
  box.hidden = false;
  words.textContent = name;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((event.loaded / event.total) * 100);
    words.textContent = `${name}: ${bar.value}%`;
  });
  request.addEventListener("load", () => {
    if (request.responseURL && !request.responseURL.endsWith("/tai-len/")) { location.assign(request.responseURL); return; }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const said = page.querySelector("main");
    if (said) document.querySelector("main").replaceWith(said); else location.reload();
    rewire();
    if (said) settle(said); // of desk.js: the new page is treated as one that was loaded
  });
  request.addEventListener("error", () => { box.hidden = true; busy(form, false); form.submit(); });
  box.querySelector("[data-sending-stop]").addEventListener("click", () => { request.abort(); box.hidden = true; busy(form, false); }, { once: true });
  request.open("POST", form.action);
  request.send(new FormData(form));
}

function rewire() {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
  form.querySelector("input[type=file]").addEventListener("change", () => form.requestSubmit());
  document.getElementById("loi")?.focus();
}

if (standsBeside()) showMark(true);
showRow();
