"use strict";
/* A long list becomes a field to type in: "so xay" finds "Sở Xây dựng". The select below it stays, keeps the
   value and is sent; without this file the page shows the select itself. Of a select of several the chosen ones
   stand as buttons that take them out again. */

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const MOST = 12;

function typedPick(select) {
  select.dataset.ready = "1";
  const options = [...select.options].filter((option) => option.value);
  const empty = [...select.options].find((option) => !option.value);
  // The short name before the full one: "xa ban" means Bản Nhĩ, not every "Ủy ban nhân dân xã".
  const short = options.map((option) => plain(option.dataset.words || option.text));
  const words = options.map((option, n) => `${plain(`${option.text} ${option.title}`)} ${short[n]}`);
  const box = document.createElement("div");
  box.className = "typed";
  const list = document.createElement("ul");
  Object.assign(list, { id: `${select.id}-ds`, hidden: true });
  list.setAttribute("role", "listbox");
  const field = document.createElement("input");
  Object.assign(field, { id: `${select.id}-go`, type: "text", className: "in", autocomplete: "off" });
  field.placeholder = empty ? empty.text : select.dataset.hint || "";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) field.setAttribute(name, value);
  for (const name of ["aria-invalid", "aria-describedby"]) if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
  const label = document.querySelector(`label[for="${select.id}"]`);
  if (label) label.htmlFor = field.id;
  select.classList.add("sr");
  Object.assign(select, { tabIndex: -1 });
  select.setAttribute("aria-hidden", "true");
  select.before(box);
  box.append(field, list);
  const taken = document.createElement("div");
  taken.className = "row taken";
  if (select.multiple) box.before(taken);
  let found = [];
  let at = -1;

  const shown = () => {
    if (!select.multiple) { field.value = select.value ? select.selectedOptions[0].text : ""; return; }
    field.value = "";
    taken.replaceChildren(...[...select.selectedOptions].map((option) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: `${option.text} ×` });
      button.setAttribute("aria-label", `${select.dataset.drop} ${option.text}`);
      button.addEventListener("click", () => { option.selected = false; shown(); field.focus(); });
      return button;
    }));
  };
  const close = () => { list.hidden = true; at = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (list.children[at]) {
      list.children[at].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", list.children[at].id);
    }
  };
  const open = (typed) => {
    const asked = plain(typed).split(/\s+/).filter(Boolean);
    const free = (option) => !select.multiple || !option.selected;
    const holding = (kept) => options.filter((option, n) => free(option) && asked.every((word) => kept[n].includes(word)));
    const first = holding(short);
    found = [...first, ...holding(words).filter((option) => !first.includes(option))];
    list.replaceChildren(...found.slice(0, MOST).map((option, n) => {
      const item = document.createElement("li");
      Object.assign(item, { id: `${list.id}-${n}`, textContent: option.text });
      item.setAttribute("role", "option");
      return item;
    }));
    if (found.length > MOST || !found.length) {
      const more = document.createElement("li");
      more.className = "more";
      more.textContent = found.length ? select.dataset.more.replace("N", found.length - MOST) : select.dataset.none;
      list.append(more);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(asked.length && found.length ? 0 : -1);
  };
  const take = (option) => {
    if (select.multiple) option.selected = true;
    else select.value = option ? option.value : "";
    shown();
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => open(""));
  field.addEventListener("input", () => open(field.value));
  field.addEventListener("keydown", (event) => {
    const last = Math.min(found.length, MOST) - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open("");
      else mark(event.key === "ArrowDown" ? Math.min(last, at + 1) : Math.max(0, at - 1));
    } else if (event.key === "Enter" && !list.hidden && found[at]) {
      event.preventDefault();
      take(found[at]);
    } else if (event.key === "Escape") { shown(); close(); }
  });
  // Before the field loses the focus, so that the row under the pointer is taken.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("[role=option]");
    if (item) take(found[[...list.children].indexOf(item)]);
  });
  field.addEventListener("blur", () => {
    if (!select.multiple && !field.value.trim() && select.value) take(null);
    else { shown(); close(); }
  });
  select.addEventListener("change", shown);
  shown();
}

const typedPicks = (root) => { for (const select of root.querySelectorAll("select[data-search]:not([data-ready])")) typedPick(select); };
typedPicks(document);
document.addEventListener("htmx:afterSettle", (event) => typedPicks(event.target));
