// Leads to the field that the address names (#id_lead): opens what folds it away and puts the cursor in it.

const FIELD = "input:not([type=hidden]), select, textarea";

function arrive() {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!named) return;
  for (let fold = named.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  for (const fold of named.querySelectorAll("details")) fold.open = true;
  // What has just been unfolded takes the cursor once it is drawn.
  requestAnimationFrame(() => {
    (named.matches(FIELD) ? named : named.querySelector(FIELD))?.focus({ preventScroll: true });
    named.scrollIntoView({ block: "center" });
  });
}

arrive();
addEventListener("hashchange", arrive);
