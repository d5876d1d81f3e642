/* Soát dự thảo by keys. Every deed here is a link or a button of the page; without this file they are pressed.

   Letters are consonants of Vietnamese words (Sửa, Tách, Gộp, Bỏ, Lọc, Văn bản, Nhận): Telex and VNI change
   what is typed only behind a vowel, so no shortcut is eaten or marks the first letter of a field. */

const pane = () => document.getElementById("duyet");
const source = () => document.getElementById("goc");
const paper = () => document.getElementById("van-ban");
const KEYS_OFF = "soat:tat-phim";
const ZOOM = "soat:co";
const STEPS = [75, 100, 130, 170];

// On a phone the source lies below the draft: the page must not jump there by itself.
function standsBeside() {
  return Boolean(paper()) && getComputedStyle(paper()).overflowY !== "visible";
}

function inView(mark) {
  const around = paper().getBoundingClientRect();
  const box = mark.getBoundingClientRect();
  return box.top >= around.top + 8 && box.bottom <= around.bottom - 8 && box.left >= around.left && box.left <= around.right - 40;
}

// What is looked at, in the source: the words of the open question, else the row.
function marksOf(row, ask) {
  const found = ask ? [...source().querySelectorAll(`[data-ask="${CSS.escape(ask)}"]`)] : [];
  const rows = row ? [...source().querySelectorAll(`[data-row="${CSS.escape(row)}"]`)] : [];
  return { found, rows };
}

function point() {
  const now = pane();
  if (!now || !source()) return;
  const { current, ask, numbers } = now.dataset;
  const open = new Map(numbers.split(" ").filter(Boolean).map((one) => one.split(":")));
  for (const mark of source().querySelectorAll("[data-ask]")) {
    const number = open.get(mark.dataset.ask);
    mark.classList.toggle("settled", !number);
    mark.classList.toggle("on", mark.dataset.ask === ask);
    const words = mark.matches("b.pin") ? mark : mark.querySelector("text");
    if (words && number) words.textContent = number;
  }
  const { found, rows } = marksOf(current, ask);
  for (const mark of source().querySelectorAll(".now")) mark.classList.remove("now");
  for (const mark of rows) mark.classList.add("now");
  const pin = found[0] || rows[0];
  if (!pin && current && "part" in source().dataset && asked !== current) fetchSource(current);
  return pin;
}

function showMark(always) {
  const mark = point();
  if (mark && (always || !inView(mark))) {
    mark.scrollIntoView({ block: "center", inline: "center" });
    tellPage();
  }
}

// The pane of the source by itself: where rows came or went, or the row stands outside what is shown.
let asked = "";
function fetchSource(row) {
  asked = row;
  const query = new URLSearchParams(location.search);
  if (row) query.set("dong", row);
  const top = paper().scrollTop;
  window.htmx.ajax("GET", `${source().dataset.source}?${query}`, { target: "#goc", select: "#goc", swap: "outerHTML show:none" }).then(() => {
    asked = "";
    settleSource();
    paper().scrollTop = top;
    showMark(false);
  });
}

// Zoom and page of the source.
function zoomed() {
  const kept = Number(localStorage.getItem(ZOOM));
  return STEPS.includes(kept) ? kept : 100;
}

function zoom(step) {
  const next = STEPS[Math.min(Math.max(STEPS.indexOf(zoomed()) + step, 0), STEPS.length - 1)];
  localStorage.setItem(ZOOM, String(next));
  applyZoom();
  showMark(true);
}

function applyZoom() {
  for (const one of STEPS) paper().classList.toggle(`z${one}`, one === zoomed());
}

function leafInView() {
  const top = paper().getBoundingClientRect().top + 60;
  const found = [...document.querySelectorAll("[data-leaf]")];
  return found.findLast((leaf) => leaf.getBoundingClientRect().top <= top) || found[0];
}

function tellPage() {
  const leaf = leafInView();
  const said = document.querySelector("[data-turned]");
  if (leaf && said) said.textContent = leaf.dataset.leaf;
}

function turn(step) {
  const leaves = [...document.querySelectorAll("[data-leaf]")];
  const next = leaves[leaves.indexOf(leafInView()) + step];
  if (next) next.scrollIntoView({ block: "start" });
}

function settleSource() {
  if (!source()) return;
  for (const button of source().querySelectorAll("[data-turn], [data-zoom]")) button.hidden = false;
  if (document.querySelector("[data-leaf]")) applyZoom();
  paper().addEventListener("scroll", tellPage, { passive: true });
}

// A place of the source that is pressed opens its row in the draft.
function openRow(row) {
  const kept = new URLSearchParams(location.search);
  const query = new URLSearchParams();
  const view = kept.get("xem") || "can-xem";
  const lists = { t: "nhiem-vu", i: "chi-tieu", r: "bao-cao" };
  if (row.startsWith("u")) query.set("xem", "chua-doc");
  else query.set("xem", view === "can-xem" ? view : lists[row[0]] || view);
  query.set(row.startsWith("u") ? "doan" : "dong", row);
  const there = `${source().dataset.page}?${query}`;
  window.htmx.ajax("GET", there, { target: "#duyet", select: "#duyet", swap: "outerHTML show:none" });
  history.replaceState(history.state, "", there);
}

document.addEventListener("click", (event) => {
  const turned = event.target.closest("[data-turn]");
  const zoomBy = event.target.closest("[data-zoom]");
  if (turned) turn(Number(turned.dataset.turn));
  if (zoomBy) zoom(Number(zoomBy.dataset.zoom));
  const mark = event.target.closest("#goc [data-row]");
  if (!mark || event.ctrlKey || event.metaKey || !window.htmx) return;
  if (event.target.closest("a") && !event.target.closest("a.mk, a.to-row")) return;
  event.preventDefault();
  event.stopPropagation();
  openRow(mark.dataset.row);
}, true);

// Where a person goes on after a piece of the page was changed.
function land() {
  const now = pane();
  if (!now) return;
  const form = now.querySelector(".row-form");
  const field = form && form.querySelector("[aria-invalid], #f-text, #f-name, #parts, textarea, input:not([type=hidden])");
  const place = field || now.querySelector("#loi") || now.querySelector("[data-lands]");
  if (place) {
    place.focus({ preventScroll: true });
    if (field && field.setSelectionRange) field.setSelectionRange(field.value.length, field.value.length);
  }
  const row = form || now.querySelector("tr.cur") || now.querySelector("li.cur");
  const draft = document.getElementById("du-thao");
  if (row && draft && standsBeside()) keepInSight(row, draft);
  else if (form) form.scrollIntoView({ block: "center" });
}

// As little as needed: the row comes into sight with its tools, below the question that stays above it.
function keepInSight(row, draft) {
  const box = row.getBoundingClientRect();
  const around = draft.getBoundingClientRect();
  const question = draft.querySelector(".ask.stays");
  const stays = question && getComputedStyle(question).position === "sticky";
  const top = around.top + 12 + (stays ? question.offsetHeight + 12 : 0);
  const below = row.matches("tr.cur") ? 44 : 12;
  if (box.bottom + below > around.bottom) draft.scrollTop += Math.min(box.bottom + below - around.bottom, box.top - top);
  else if (box.top < top) draft.scrollTop -= top - box.top;
}

function say() {
  const line = document.getElementById("noi");
  if (line && pane()) line.textContent = pane().dataset.say;
}

let scrolled = 0; // how far the draft is scrolled
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "duyet") scrolled = document.getElementById("du-thao").scrollTop;
});
// Only when it has settled: until then htmx leaves the classes of the page before on what bears the same id.
document.addEventListener("htmx:afterSettle", (event) => {
  if (!pane() || event.target.id === "goc") return;
  const draft = document.getElementById("du-thao");
  if (event.target.id === "duyet") draft.scrollTop = scrolled;
  else settleSource();
  land();
  say();
  settleKeys();
  if (standsBeside()) showMark(false); else point();
  if ("rebuilt" in pane().dataset) fetchSource(pane().dataset.current);
  goOn(event.detail.xhr);
});

// Keys
function keyOf(event) {
  if (/^Digit[1-9]$|^Numpad[1-9]$/.test(event.code) && !event.shiftKey) return event.code.slice(-1); // also where digits type ă, â, ê
  if (/^[a-z]$/i.test(event.key)) return event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
  if (event.key === "F2") return "s";
  return event.key === "=" ? "+" : event.key.toLowerCase();
}

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target) target.click();
  return Boolean(target);
}

function choose(number) {
  const choice = document.querySelectorAll("[data-ask] input[type=radio]")[number - 1];
  if (!choice) return false;
  choice.checked = true;
  choice.focus({ preventScroll: true });
  hint(false);
  return true;
}

function hint(is) {
  const words = document.querySelector("[data-unchosen]");
  if (words) words.hidden = !is;
  if (words && is) document.getElementById("noi").textContent = words.textContent;
}

// Enter takes what is chosen; a row about which nothing is asked is accepted.
function take() {
  const form = document.querySelector("form[data-ask]");
  if (!form) return press("enter");
  if (form.querySelector("input[type=radio]:checked")) form.requestSubmit();
  else hint(true);
  return true;
}

// Keys struck while the page answers wait their turn; one that is held down does not run ahead of it.
let busy = null; // the request that is under way
let ahead = [];
document.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.target.id === "duyet") busy = event.detail.xhr; });
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:sendAbort"]) {
  document.addEventListener(name, (event) => { if (event.detail.xhr === busy) { busy = null; ahead = []; } });
}

function wait(key, event) {
  if (!isCommand(key) || event.target.closest("#van-ban")) return;
  event.preventDefault();
  if (!event.repeat) ahead.push(key);
}

// A settled page tells so for each of its parts: only the first counts.
function goOn(request) {
  if (request !== busy) return;
  busy = null;
  while (ahead.length && !busy) {
    if (typingIn(document.activeElement)) ahead = []; // meant as words of the field that has opened
    else act(ahead.shift(), document.activeElement);
  }
}

function typingIn(target) {
  return target.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (!pane() || event.isComposing || event.keyCode === 229 || event.altKey) return; // an input method is at work
  const form = event.target.closest(".row-form");
  if (event.key === "Escape") return closeAll(form);
  if (event.ctrlKey || event.metaKey) return withControl(event, form);
  if (typingIn(event.target)) return;
  const key = keyOf(event);
  const letters = /^[a-z]$/i.test(key);
  if ((letters || key === "?") && localStorage.getItem(KEYS_OFF)) return;
  if (busy) return wait(key, event);
  if (act(key, event.target)) event.preventDefault();
});

function isCommand(key) {
  return ["enter", "arrowdown", "arrowup"].includes(key) || (key.length === 1 && "123456789jklnstgbvzZ?+-".includes(key));
}

function act(key, focus) {
  if (!isCommand(key)) return false;
  if (/^[1-9]$/.test(key)) return choose(Number(key));
  if (key.startsWith("arrow")) return !focus.closest("#van-ban, [type=radio]") && press(key);
  if (key === "enter") return !focus.closest("a, button, summary") && take();
  if (key === "v") { showMark(true); return true; }
  return press(key);
}

function withControl(event, form) {
  if (event.key === "Enter" && form) { event.preventDefault(); form.requestSubmit(form.querySelector("button[name=verb]")); return; }
  if (typingIn(event.target)) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  const step = key === "y" || event.shiftKey ? "Z" : "z";
  if (busy) wait(step, event); else press(step);
}

function closeAll(form) {
  const open = document.querySelectorAll(".imp details[open]");
  for (const one of open) one.open = false;
  if (!open.length && form) press("escape");
}

function settleKeys() {
  const line = document.querySelector("[data-keys-off]");
  if (!line) return;
  line.hidden = false;
  const box = line.querySelector("input");
  box.checked = Boolean(localStorage.getItem(KEYS_OFF));
  box.addEventListener("change", () => (box.checked ? localStorage.setItem(KEYS_OFF, "1") : localStorage.removeItem(KEYS_OFF)));
}

if (pane()) {
  settleSource();
  settleKeys();
  if (document.querySelector(".row-form")) land();
  if (standsBeside()) showMark(true); else point();
}
