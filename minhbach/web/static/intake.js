"use strict";
/* Comforts of Nhập kế hoạch: units that were picked, bytes on their way. */

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
