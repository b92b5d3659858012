// Run what surrounds every page: what is behind «阅读», in a narrow window the drawer with the parts of the site, the app.
import { offerApp } from "./register_pwa.mjs";
import { element, slot } from "../lib/element.mjs";
import { loadScript } from "../lib/jsonp.mjs";
import { applySettings, recallSettings } from "../reading/settings.mjs";

// The bundle is kb/shell.js, so its own address says where the site begins.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const root = new URL("..", script.src);

/** Follow the system's colours, and let the button open what is behind it. @param {HTMLElement} button */
function offerReading(button) {
  const path = root.pathname;
  const night = matchMedia("(prefers-color-scheme: dark)");
  if (night.addEventListener) night.addEventListener("change", () => applySettings(recallSettings(path)));
  const open = async () => {
    await loadScript(button.dataset.script || "").catch(() => undefined);
    if (!window.kbReading) return;
    button.removeEventListener("click", open);
    window.kbReading(button, path);
  };
  button.addEventListener("click", open);
  button.hidden = false;
}

/**
 * Put a button, which a keyboard reaches, in place of the label that opens the drawer.
 * @param {HTMLElement} menu @param {HTMLInputElement} drawer @param {HTMLElement} list
 */
function openByKeyboard(menu, drawer, list) {
  const attributes = { type: "button", id: "kb-menu", class: menu.className, "aria-expanded": "false" };
  const button = element("button", attributes, ...menu.childNodes);
  menu.replaceWith(button);
  drawer.checked = false; // Firefox keeps it through a reload
  drawer.addEventListener("change", () => button.setAttribute("aria-expanded", String(drawer.checked)));
  button.addEventListener("click", (event) => {
    drawer.click();
    // A click without a place on the screen came from the keyboard, which goes on in the drawer.
    if (drawer.checked && !event.detail) setTimeout(() => list.getElementsByTagName("a")[0].focus(), 50);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
}

/**
 * Let the groups of the menu open and shut; in a row one at a time, in the drawer they begin open.
 * @param {HTMLElement} list
 */
function openGroups(list) {
  const buttons = [...list.getElementsByTagName("button")];
  const isOpen = (/** @type {Element} */ button) => button.getAttribute("aria-expanded") === "true";
  const set = (/** @type {Element} */ button, /** @type {boolean} */ open) => button.setAttribute("aria-expanded", String(open));
  const holds = (/** @type {Element} */ button, /** @type {EventTarget | null} */ part) =>
    /** @type {Element} */ (button.parentNode).contains(/** @type {Node} */ (part));
  const inRow = matchMedia("(min-width: 76.25em)");
  const settle = () => buttons.forEach((button) => set(button, !inRow.matches));
  const shutOthers = (/** @type {EventTarget | null} */ part) => {
    if (inRow.matches) for (const button of buttons) if (!holds(button, part)) set(button, false);
  };
  for (const button of buttons) button.addEventListener("click", () => set(button, !isOpen(button)));
  document.addEventListener("click", ({ target }) => shutOthers(target));
  list.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && shutOthers(relatedTarget));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && inRow.matches && buttons.find(isOpen);
    if (!open) return;
    if (holds(open, document.activeElement)) open.focus();
    set(open, false);
  });
  if (inRow.addEventListener) inRow.addEventListener("change", settle);
  settle();
}

/** Keep what the map of provinces shows in the address, so that Back and a sent link show the same. */
function keepReadingOfMap() {
  const choices = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".kb-map-choice"));
  for (const choice of choices) {
    if (location.hash === `#${choice.id}`) choice.checked = true;
    choice.addEventListener("change", () => history.replaceState(null, "", `#${choice.id}`));
  }
}

/**
 * Unfold what paper shows unfolded: an older browser leaves out what is shut, whatever the style sheet says.
 * What was shut stays marked, for of a study that nobody opened paper tells less.
 */
function unfoldOnPaper() {
  /** @type {HTMLDetailsElement[]} */
  let shut = [];
  addEventListener("beforeprint", () => {
    const folded = document.querySelectorAll(".kb-case details, .kb-study details, .kb-notice details");
    shut = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (folded)].filter(({ open }) => !open);
    for (const one of shut) {
      one.open = true;
      one.classList.add("kb-shut");
    }
  });
  addEventListener("afterprint", () => {
    for (const one of shut) {
      one.open = false;
      one.classList.remove("kb-shut");
    }
  });
}

offerReading(slot("reading"));
unfoldOnPaper();
keepReadingOfMap();
openGroups(slot("nav"));
const label = /** @type {HTMLElement} */ (document.querySelector("label.md-header__button[for=__drawer]"));
openByKeyboard(label, /** @type {HTMLInputElement} */ (document.getElementById("__drawer")), slot("nav"));
offerApp(root.href);
