// The matrix of a plan by its keys: a line opens in place, is saved, and gives the focus back.
// Without this file, every link and button of the matrix is a plain page that does the same.

const SHORTCUTS = { n: "activity", i: "indicator", r: "result", o: "objective", a: "axis" };

const matrix = () => document.getElementById("matrix");
const rows = () => [...matrix().querySelectorAll("tr[id]")].filter((row) => row.offsetParent !== null);
const edited = () => matrix().querySelector("tr.edit");
const handle = (row) => row?.querySelector("a.ed, .adds a");

function say(text) {
  const place = document.getElementById("matrix-said");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
  setTimeout(() => { if (place.textContent === text) place.textContent = ""; }, 6000);
}

function goTo(line) {
  const row = document.getElementById(line);
  handle(row)?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/** The line that has the focus, or whose form has it. */
function current(element) {
  const row = element.closest("#matrix tr");
  return row?.classList.contains("edit") ? row.previousElementSibling : row;
}

async function open(address) {
  edited()?.remove();
  try {
    await htmx.ajax("GET", address, { source: matrix(), target: matrix(), swap: "none" });
  } catch {
    location.assign(address); // its line is not on this page
  }
}

function close() {
  const form = edited();
  const line = form.previousElementSibling?.id;
  const known = document.getElementById(form.dataset.line);
  form.remove();
  goTo(known ? known.id : line);
}

function focusForm(row) {
  const wanted = row.querySelector("[aria-invalid=true], [role=alert] button")
    ?? row.querySelector("input:not([type=hidden]), select, textarea");
  wanted?.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** Opens an empty line of a kind: just below this one when it is of the same kind. */
function add(kind, row) {
  const all = rows();
  const above = kind === "axis" ? [...all] : all.slice(0, all.indexOf(row) + 1);
  const link = above.map((one) => one.querySelector(`a[data-add=${kind}]`)).filter(Boolean).at(-1);
  if (!link) return;
  const after = row.id.startsWith(`${kind}-`) ? `${link.search ? "&" : "?"}after=${row.id.split("-")[1]}` : "";
  open(link.href + after);
}

function move(row, step) {
  const address = row.querySelector("a.ed")?.href;
  if (address) htmx.ajax("POST", `${address}move/`, { source: matrix(), target: matrix(), swap: "none", values: { step } });
}

function next(row, step) {
  const all = rows();
  handle(all[all.indexOf(row) + step])?.focus();
}

/** The lines that a head holds: all to the next head of its rank. */
function held(head) {
  const ends = head.matches(".axis") ? ".axis" : ".axis, .obj";
  const found = [];
  for (let row = head.nextElementSibling; row && !row.matches(ends); row = row.nextElementSibling) found.push(row);
  return found;
}

function fold(head, isFolded) {
  head.querySelector(".fold").setAttribute("aria-expanded", String(!isFolded));
  for (const row of held(head)) {
    row.hidden = isFolded;
    row.querySelector(".fold")?.setAttribute("aria-expanded", "true");
  }
}

/** Heads are folded by a button, which only a script can offer; without it, the list « Afficher » does. */
function addFolds(within) {
  for (const head of within.matches?.("tr") ? [within] : within.querySelectorAll("#matrix tr.axis[id], #matrix tr.obj")) {
    if (!head.matches(".axis, .obj") || head.querySelector(".fold")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    const isFolded = held(head).length > 0 && held(head).every((row) => row.hidden);
    button.setAttribute("aria-expanded", String(!isFolded));
    button.setAttribute("aria-label", `${matrix().dataset.fold} ${head.querySelector(".ed")?.textContent ?? ""}`);
    button.addEventListener("click", () => fold(head, button.getAttribute("aria-expanded") === "true"));
    head.querySelector("th").prepend(button);
  }
}

function pressedInForm(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    edited().querySelector("form").requestSubmit();
  }
}

function pressedOnLine(event, row) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step && event.altKey) move(row, step);
  else if (event.ctrlKey || event.altKey || event.metaKey) return;
  else if (step) next(row, step);
  else if (event.key === "/") document.getElementById("q")?.select();
  else if (event.key === "c") document.getElementById("go-to")?.select();
  else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && row.querySelector(".fold")) fold(row, event.key === "ArrowLeft");
  else if (SHORTCUTS[event.key]) add(SHORTCUTS[event.key], row);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("tr.edit")) return pressedInForm(event);
  const row = current(event.target);
  if (row && !event.target.matches("select, textarea, input:not([type=checkbox])")) pressedOnLine(event, row);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#matrix a.ed, #matrix a[data-add], #matrix a[data-open], #matrix a[data-cancel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.matches("[data-cancel]")) close();
  else open(link.href);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".go-to")) return;
  const code = event.target.elements.code.value.trim().toLowerCase();
  const found = rows().find((row) => row.querySelector("a.ed")?.textContent.trim().toLowerCase() === code);
  if (!found) return; // perhaps on another page of the matrix: the site knows
  event.preventDefault();
  goTo(found.id);
});

document.addEventListener("htmx:load", (event) => {
  const { elt } = event.detail;
  if (elt.matches?.("tr.edit")) focusForm(elt);
  else if (elt.matches?.("#matrix, #matrix tr")) addFolds(elt);
});

document.addEventListener("matrix:saved", ({ detail }) => {
  say(detail.said);
  if (!detail.next) goTo(detail.line);
});

document.addEventListener("matrix:moved", ({ detail }) => {
  document.getElementById(detail.after)?.after(document.getElementById(detail.line));
  goTo(detail.line);
});

document.addEventListener("matrix:said", ({ detail }) => say(detail.said));

document.addEventListener("matrix:renewed", async ({ detail }) => {
  const page = location.pathname + location.search;
  await htmx.ajax("GET", page, { source: document.body, target: "#matrix", select: "#matrix", swap: "outerHTML" });
  goTo(detail.line);
  say(detail.said);
});

document.addEventListener("htmx:sendError", () => say(matrix().dataset.unsent));
document.addEventListener("htmx:responseError", () => say(matrix().dataset.refused));

// Asked by the page itself, for the line that asks is not done yet; what can be undone comes with the matrix.
document.body.setAttribute("hx-select-oob", "#undo-bar");
addFolds(document);

// Without a line, the first one: the keys work as soon as the page is read.
if (!location.hash) handle(rows()[0])?.focus({ preventScroll: true });
else goTo(location.hash.slice(1));
