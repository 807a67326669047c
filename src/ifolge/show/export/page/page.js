"use strict";
// A row lights up its spans, a span its row. Without this script the page still reads: the numbers
// in the text and in the ledger are links to each other.
(() => {
  const all = (selector) => document.querySelectorAll(selector);
  let lit = null;
  document.documentElement.classList.add("scripted");

  function light(key, shown) {
    for (const one of all(".lit, .row.on")) one.classList.remove("lit", "on");
    lit = key;
    if (key === null) return;
    const marks = all(`[data-k~="${key}"]`);
    const row = document.getElementById(`r${key}`);
    for (const mark of marks) mark.classList.add("lit");
    row?.classList.add("on");
    if (shown === "text") marks[0]?.scrollIntoView({ block: "nearest" });
    if (shown === "row") row?.scrollIntoView({ block: "nearest" });
  }

  // Spans lie inside one another: a second click on the same words goes on to the next one out.
  function next(keys) {
    return keys[(keys.indexOf(lit) + 1) % keys.length];
  }

  document.addEventListener("click", (event) => {
    const number = event.target.closest("a.n");
    const mark = event.target.closest("[data-k]");
    const row = event.target.closest(".row");
    if (number) light(number.dataset.go, "row");
    else if (mark) light(next(mark.dataset.k.split(" ")), "row");
    else if (row && !event.target.closest("details")) light(row.dataset.row, "text");
  });

  // Under the pointer the same lights come up, and nothing moves.
  document.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("[data-k]");
    const row = event.target.closest(".row");
    for (const one of all(".hint-lit")) one.classList.remove("hint-lit");
    const key = mark ? mark.dataset.k.split(" ")[0] : row?.dataset.row;
    if (!key) return;
    for (const one of all(`[data-k~="${key}"], [data-row="${key}"]`)) one.classList.add("hint-lit");
  });

  document.addEventListener("focusin", (event) => {
    const number = event.target.closest("a.n");
    const row = event.target.closest(".row");
    if (number) light(number.dataset.go, null);
    else if (row) light(row.dataset.row, null);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") light(null, null);
    const row = event.target.closest(".row");
    if (!row || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const other = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    if (!other) return;
    event.preventDefault();
    other.querySelector(".head a").focus();
    light(other.dataset.row, "text");
  });
})();
