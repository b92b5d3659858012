// Open a source or a word where it stands. A browser without popovers follows the link, as one without scripts does.
import { element } from "../lib/element.mjs";

/** More sentences of one place in a source than a reader wants to see at once. */
const MOST = 6;
/** Between what opens and the edge of the window. */
const MARGIN = 12;

/** Return what a list item says, without its marks and signs. @param {Element} item */
function wordsOf(item) {
  const copy = /** @type {Element} */ (item.cloneNode(true));
  copy.querySelectorAll("sup, a.kb-anchor, button, .kb-asof, small").forEach((one) => one.remove());
  return (copy.textContent || "").trim();
}

/** Say what is behind a mark: the source, the place, what it says there in our words. @param {HTMLAnchorElement} mark */
function sourceOf(mark) {
  const target = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const entry = target && target.closest("li");
  if (!target || !entry) return null;
  const title = (entry.firstChild && entry.firstChild.textContent) || "";
  const said = [...document.querySelectorAll(".kb-claims [id][data-hash]")]
    .filter((claim) => [...claim.querySelectorAll("sup a")].some((one) => one.getAttribute("href") === mark.hash))
    .slice(0, MOST);
  const where = mark.dataset.locator;
  const links = entry.querySelectorAll(".kb-url, .kb-at");
  const own = [...links].filter((link) => !link.matches(".kb-at") || link.parentElement === target);
  return [
    element("p", null, element("b", null, title.trim())),
    where ? element("p", null, `位置：${where}`) : "",
    said.length ? element("p", null, "来源在这里说（编者转述）：") : "",
    said.length ? element("ul", null, said.map((claim) => element("li", null, wordsOf(claim)))) : "",
    ...own.map((link) => {
      const words = link.matches(".kb-at") ? "这一段说到的案例" : link.textContent || "";
      return element("p", null, element("a", { href: link.getAttribute("href") || "" }, words));
    }),
    element("p", null, element("a", { href: `#${entry.id}`, "data-plain": "" }, "到来源列表")),
  ];
}

/** Say what a word means. @param {HTMLAnchorElement} word */
function meaningOf(word) {
  return [
    element("p", null, element("b", null, word.textContent || ""), `：${word.title}`),
    element("p", null, element("a", { href: word.getAttribute("href") || "" }, "全部词语解释")),
  ];
}

/** Put the box below what was pressed, or above it, or where neither has the room as low as all of it is seen. @param {HTMLElement} box @param {Element} by */
function place(box, by) {
  const { left, top, bottom } = by.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = box;
  const room = document.documentElement.clientWidth - offsetWidth - MARGIN;
  box.style.left = `${Math.max(MARGIN, Math.min(left - 24, room))}px`;
  const lowest = innerHeight - offsetHeight - MARGIN;
  const above = top - offsetHeight - 6;
  box.style.top = `${bottom + 6 < lowest ? bottom + 6 : above > MARGIN ? above : lowest}px`;
}

/** The mark that was pressed last. @type {HTMLAnchorElement | null} */
let left = null;
document.addEventListener("click", (event) => {
  const { target } = /** @type {{ target: Element }} */ (/** @type {unknown} */ (event));
  left = target.closest(".kb-case .kb-mark a") || left;
  // Without scripts the way back from a source leads to the first mark that names it.
  if (!left || !target.closest(".kb-back")) return;
  event.preventDefault();
  left.scrollIntoView({ block: "center" });
  left.focus({ preventScroll: true });
});

if ("showPopover" in HTMLElement.prototype) {
  const box = element("div", { class: "kb kb-pop", role: "dialog", popover: "auto" });
  const back = element("button", { type: "button", class: "kb-pop-back", on: { click: () => box.hidePopover() } }, "↩ 回到正文");
  /** @type {HTMLAnchorElement | null} */
  let opened = null;
  box.addEventListener("toggle", (event) => {
    const { newState } = /** @type {ToggleEvent} */ (event);
    if (newState === "closed" && opened && (box.contains(document.activeElement) || document.activeElement === document.body)) {
      opened.focus({ preventScroll: true });
    }
  });
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest(".kb-case .kb-mark a, .kb-case a.kb-term"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const words = link.matches(".kb-term") ? meaningOf(link) : sourceOf(link);
    if (!words) return;
    event.preventDefault();
    opened = link;
    box.textContent = "";
    box.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent || "");
    box.append(...words, back);
    // Right behind what opened it, so that the keyboard goes on there.
    (link.closest("section") || document.body).append(box);
    box.showPopover();
    place(box, link);
    back.focus({ preventScroll: true });
  });
  box.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-plain]")) box.hidePopover();
  });
}
