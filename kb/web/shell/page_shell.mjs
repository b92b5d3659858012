// Run what surrounds every page: the switch of colours, in a narrow window the drawer with the parts of the site, the app.
import { offerApp } from "./register_pwa.mjs";
import { element, slot } from "../lib/element.mjs";

const PICTURES = [
  "m14.3 16-.7-2h-3.2l-.7 2H7.8L11 7h2l3.2 9zM20 8.69V4h-4.69L12 .69 8.69 4H4v4.69L.69 12 4 15.31V20h4.69L12 23.31 15.31 20H20v-4.69L23.31 12zm-9.15 3.96h2.3L12 9z",
  "M12 7a5 5 0 0 1 5 5 5 5 0 0 1-5 5 5 5 0 0 1-5-5 5 5 0 0 1 5-5m0 2a3 3 0 0 0-3 3 3 3 0 0 0 3 3 3 3 0 0 0 3-3 3 3 0 0 0-3-3m0-7 2.39 3.42C13.65 5.15 12.84 5 12 5s-1.65.15-2.39.42zM3.34 7l4.16-.35A7.2 7.2 0 0 0 5.94 8.5c-.44.74-.69 1.5-.83 2.29zm.02 10 1.76-3.77a7.131 7.131 0 0 0 2.38 4.14zM20.65 7l-1.77 3.79a7.02 7.02 0 0 0-2.38-4.15zm-.01 10-4.14.36c.59-.51 1.12-1.14 1.54-1.86.42-.73.69-1.5.83-2.29zM12 22l-2.41-3.44c.74.27 1.55.44 2.41.44.82 0 1.63-.17 2.37-.44z",
  "m17.75 4.09-2.53 1.94.91 3.06-2.63-1.81-2.63 1.81.91-3.06-2.53-1.94L12.44 4l1.06-3 1.06 3zm3.5 6.91-1.64 1.25.59 1.98-1.7-1.17-1.7 1.17.59-1.98L15.75 11l2.06-.05L18.5 9l.69 1.95zm-2.28 4.95c.83-.08 1.72 1.1 1.19 1.85-.32.45-.66.87-1.08 1.27C15.17 23 8.84 23 4.94 19.07c-3.91-3.9-3.91-10.24 0-14.14.4-.4.82-.76 1.27-1.08.75-.53 1.93.36 1.85 1.19-.27 2.86.69 5.83 2.89 8.02a9.96 9.96 0 0 0 8.02 2.89m-1.64 2.02a12.08 12.08 0 0 1-7.8-3.47c-2.17-2.19-3.33-5-3.49-7.82-2.81 3.14-2.7 7.96.31 10.98 3.02 3.01 7.84 3.12 10.98.31",
];
const WORDS = ["颜色：随系统，点按改为浅色", "颜色：浅色，点按改为深色", "颜色：深色，点按改为随系统"];

// The bundle is kb/shell.js, so its own address says where the site begins.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const root = new URL("..", script.src);
// The name is the theme's own, so that an earlier choice goes on; header.html reads it too.
const key = `${root.pathname}.__palette`;
const night = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try {
    return JSON.parse(localStorage.getItem(key) || "").index || 0;
  } catch {
    return 0;
  }
}

/** Show the page in the colours chosen: 0 follows the system, 1 is light, 2 dark. @param {number} choice */
function applyTheme(choice) {
  document.body.dataset.mdColorScheme = (choice ? choice > 1 : night.matches) ? "slate" : "default";
}

/** Let the button switch colours. @param {HTMLElement} button */
function offerColours(button) {
  let choice = chosen();
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.append(path);
  button.append(picture);
  const show = () => {
    path.setAttribute("d", PICTURES[choice]);
    button.title = WORDS[choice];
    applyTheme(choice);
  };
  button.addEventListener("click", () => {
    choice = (choice + 1) % WORDS.length;
    try {
      localStorage.setItem(key, JSON.stringify({ index: choice }));
    } catch {
      // A browser that stores nothing still shows this page as was asked.
    }
    show();
  });
  night.addEventListener("change", () => applyTheme(choice));
  show();
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

offerColours(slot("colours"));
openGroups(slot("nav"));
const label = /** @type {HTMLElement} */ (document.querySelector("label.md-header__button[for=__drawer]"));
openByKeyboard(label, /** @type {HTMLInputElement} */ (document.getElementById("__drawer")), slot("nav"));
offerApp(root.href);
