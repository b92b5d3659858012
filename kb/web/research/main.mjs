/** Narrow the list of studies; what is chosen stands in the address, so that it can be sent to a colleague. */
import { slot } from "../lib/element.mjs";

const form = /** @type {HTMLFormElement} */ (slot("studies"));
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const selects = [...form.querySelectorAll("select")];
const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".kb-study")]);
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("tr[data-design]")]);

/** @param {HTMLElement} part */
const isWanted = (part) =>
  selects.every(({ name, value }) => !value || (part.dataset[name] || "").split("|").includes(value));

function show() {
  for (const part of [...cards, ...rows]) part.hidden = !isWanted(part);
  const shown = cards.filter((card) => !card.hidden).length;
  status.textContent = shown ? `${shown} 项研究` : "没有这样的研究。请放宽一个条件。";
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
show();
