// What a new plan takes up: a box carries those below it along, and asks for those that hold it.
// Without this script the page works the same: what hangs under an unticked line is left behind.

const form = document.querySelector("form.carrying");
const count = form.querySelector(".carrying-count");
const BOX = ":scope > .carrying-line > input[type=checkbox]";

const boxOf = (item) => item.querySelector(BOX);
const boxesBelow = (item) => item.querySelectorAll("li > .carrying-line:first-child > input[type=checkbox]");

function* holders(item) {
  for (let above = item.parentElement.closest("li"); above; above = above.parentElement.closest("li")) yield above;
}

function tick(box) {
  const item = box.closest("li");
  if (box !== boxOf(item)) return;
  for (const below of boxesBelow(item)) below.checked = box.checked;
  if (box.checked) for (const above of holders(item)) boxOf(above).checked = true;
}

function tellHeld(objective) {
  const words = objective.querySelector(":scope > details > summary");
  if (!words) return;
  const counts = ["activity", "indicator"].map((name) => {
    const boxes = [...objective.querySelectorAll(`.carrying-line > input[name=${name}]`)];
    const template = form.dataset[name];
    return boxes.length && template
      .replace("%(count)d", boxes.length)
      .replace("%(ticked)d", boxes.filter((box) => box.checked).length);
  });
  words.textContent = counts.filter(Boolean).join(", ");
}

function tell() {
  for (const objective of form.querySelectorAll(".carrying-objective")) tellHeld(objective);
  const ticked = form.querySelectorAll(".carrying-tree .carrying-line:first-child > input:checked").length;
  count.textContent = count.dataset.words.replace("%(count)s", ticked);
}

form.addEventListener("change", ({ target }) => {
  if (target.matches(".carrying-tree .carrying-line > input")) tick(target);
  tell();
});
tell();
