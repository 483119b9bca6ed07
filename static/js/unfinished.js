// What one was typing in a line of the matrix stays in this browser until it is saved, and is offered back.
// By person, plan and line; never a count (its field says data-unkept); nothing stays after signing out.

const PREFIX = "unfinished";
const matrix = () => document.getElementById("matrix");
const keyOf = (form) => [PREFIX, matrix().dataset.user, form.dataset.plan, form.dataset.line].join(":");
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}:`));
const forget = (key) => localStorage.removeItem(key);

/** The fields that may be kept, by their names: what is chosen of a list, what is ticked, what is typed. */
function typed(form) {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit" || field.closest("[data-unkept]")) continue;
    if (field.type === "checkbox") (found[field.name] ??= []).push(...(field.checked ? [field.value] : []));
    else found[field.name] = field.value;
  }
  return found;
}

function putBack(form, values) {
  for (const field of form.elements) {
    if (!(field.name in values) || field.type === "hidden") continue;
    if (field.type === "checkbox") field.checked = values[field.name].includes(field.value);
    else field.value = values[field.name];
  }
}

function offer(form) {
  const key = keyOf(form);
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!kept || JSON.stringify(kept) === JSON.stringify(typed(form))) return forget(key);
  const words = document.getElementById("unfinished-offer").content.cloneNode(true);
  form.prepend(words);
  const box = form.querySelector(".offer-back");
  box.querySelector("[data-take]").addEventListener("click", () => {
    putBack(form, kept);
    leave();
  });
  box.querySelector("[data-drop]").addEventListener("click", () => {
    forget(key);
    leave();
  });
  function leave() {
    box.remove();
    form.querySelector("input:not([type=hidden]), select, textarea").focus();
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("#matrix form.line-form");
  if (form && !target.closest("[data-unkept]")) localStorage.setItem(keyOf(form), JSON.stringify(typed(form)));
});

document.addEventListener("htmx:load", ({ detail }) => {
  const form = detail.elt.querySelector?.("form.line-form");
  // A form that comes back with what is wrong in it holds what was typed already.
  if (form && !form.hasAttribute("data-sent")) offer(form);
});

/** Before what comes back is shown: the empty form of the next line is of the same kind, under the same parent. */
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const said = ["HX-Trigger", "HX-Trigger-After-Settle"].map((name) => detail.xhr.getResponseHeader(name) ?? "").join();
  const form = detail.requestConfig.elt;
  if (form.matches("form.line-form") && /matrix:(saved|renewed)/.test(said)) forget(keyOf(form));
});

// Somebody signs out here (elsewhere, the site has the browser forget), or somebody else has signed in.
document.addEventListener("submit", ({ target }) => {
  if (target.action.includes("/logout/")) keys().forEach(forget);
});
keys().filter((key) => key.split(":")[1] !== matrix().dataset.user).forEach(forget);
