/** Narrow the list of studies; what is chosen stands in the address, so that it can be sent to a colleague. */
import { element, slot } from "../lib/element.mjs";

/** So many cards stand open at first; the plot above always holds every effect. */
const FIRST = 12;

const form = /** @type {HTMLFormElement} */ (slot("studies"));
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const selects = [...form.querySelectorAll("select")];
const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".kb-study")]);
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("tr[data-design]")]);
const groups = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".kb-forest tbody"));

/** @param {HTMLElement} part */
const isWanted = (part) =>
  selects.every(({ name, value }) => !value || (part.dataset[name] || "").split("|").includes(value));

let most = FIRST;
const more = element("button", { type: "button", class: "kb-more-hits", on: { click: showRest } });

function show() {
  for (const part of [...cards, ...rows]) part.hidden = !isWanted(part);
  for (const group of groups) group.hidden = !group.querySelector("tr[data-design]:not([hidden])");
  const wanted = cards.filter((card) => !card.hidden);
  wanted.forEach((card, at) => card.classList.toggle("kb-later", at >= most));
  more.hidden = wanted.length <= most;
  more.textContent = `再看 ${wanted.length - most} 项`;
  status.textContent = wanted.length ? `${wanted.length} 项研究` : "没有这样的研究。请放宽一个条件。";
}

function showRest() {
  const next = cards.find((card) => !card.hidden && card.classList.contains("kb-later"));
  most = Infinity;
  show();
  next?.querySelector("a")?.focus();
}

/** A study that the address names is in sight, wherever it stands. */
function showNamed() {
  const named = document.getElementById(location.hash.slice(1));
  if (!named || !named.classList.contains("kb-later")) return;
  showRest();
  named.scrollIntoView();
}

function remember() {
  const chosen = new URLSearchParams();
  for (const { name, value } of selects) if (value) chosen.set(name, value);
  history.replaceState(null, "", `${location.pathname}${chosen.toString() && `?${chosen}`}${location.hash}`);
}

const asked = new URLSearchParams(location.search);
for (const select of selects) {
  const value = asked.get(select.name) || "";
  if ([...select.options].some((option) => option.value === value)) select.value = value;
  select.addEventListener("change", () => {
    show();
    remember();
  });
}
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
cards[cards.length - 1].after(more);
show();
showNamed();
window.addEventListener("hashchange", showNamed);
