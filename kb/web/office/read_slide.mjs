// Read what stands on a slide of the workshop page, so that it can be drawn by another program.

/**
 * @typedef {{ text: string, strong?: boolean, mark?: boolean }} Run Words set in one way; a mark leads to a reference.
 * @typedef {{ x: number, y: number, width: number, height: number, words: string, isDashed: boolean }} Party
 * @typedef {{ x: number, y: number, width: number, isLeftwards: boolean, isDashed: boolean, lines: string[] }} Given
 * @typedef {{ width: number, height: number, words: string, parties: Party[], given: Given[] }} Flow
 * @typedef {{ words: [string, number][], lines: [number, number][], dots: number[] }} Marks Words, lines and dots on an axis, in percent of its width.
 * @typedef {object} Slide What a slide does not have is empty.
 * @property {boolean} isCover
 * @property {string} title
 * @property {string} small
 * @property {Run[]} large
 * @property {Run[][]} items
 * @property {string[][]} rows
 * @property {Marks[]} marks What is drawn in the last column of each row.
 * @property {string[]} entries
 * @property {string} foot
 * @property {Flow | null} flow
 */

/** Words as they are set. @param {Node | null} node @param {boolean} [strong] @returns {Run[]} */
export function runsOf(node, strong = false) {
  if (!node) return [];
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ? [{ text: node.textContent, strong }] : [];
  const part = /** @type {Element} */ (node);
  if (part.matches(".kp-cite")) return [{ text: part.textContent || "", mark: true }];
  if (part.matches("[aria-hidden]")) return [];
  const runs = [...part.childNodes].flatMap((child) => runsOf(child, strong || part.matches("b, strong")));
  // On the page a margin stands before it.
  return part.matches("small") ? [{ text: "　" }, ...runs] : runs;
}

/** @param {Element} part @param {string} name */
const number = (part, name) => Number(part.getAttribute(name));

/** @param {Element} part @param {string} selector */
const linesOf = (part, selector) => [...part.querySelectorAll(selector)].map(({ textContent }) => textContent || "");

/** @param {Element} group @returns {Party} */
function partyOf(group) {
  const box = /** @type {Element} */ (group.querySelector("rect"));
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => number(box, name));
  return { x, y, width, height, words: linesOf(group, "tspan").join(""), isDashed: box.hasAttribute("stroke-dasharray") };
}

/** @param {Element} group @returns {Given} */
function givenOf(group) {
  const [line, head] = [...group.querySelectorAll("path")];
  const [x, y, end] = (line.getAttribute("d") || "").match(/[\d.]+/g)?.map(Number) || [];
  const [point] = (head.getAttribute("d") || "").match(/[\d.]+/g)?.map(Number) || [];
  return { x, y, width: end - x, isLeftwards: point === x, isDashed: line.hasAttribute("stroke-dasharray"), lines: linesOf(group, "tspan") };
}

/** Who gives what to whom (kb/publish/view/drawings/flow.py). @param {Element | null} picture @returns {Flow | null} */
function flowOf(picture) {
  if (!picture) return null;
  return {
    width: number(picture, "width"),
    height: number(picture, "height"),
    words: picture.getAttribute("aria-label") || "",
    parties: [...picture.querySelectorAll(".kb-party")].map(partyOf),
    given: [...picture.querySelectorAll(".kb-given")].map(givenOf),
  };
}

/** A row of a plot (kb/web/workshop/research_part.mjs). @param {Element} row @returns {Marks | null} */
function marksOf(row) {
  if (!row.querySelector("svg")) return null;
  const percent = (/** @type {Element} */ part, /** @type {string} */ name) => parseFloat(part.getAttribute(name) || "");
  return {
    words: [...row.querySelectorAll("svg text")].map((one) => [one.textContent || "", percent(one, "x")]),
    lines: [...row.querySelectorAll("svg line")].map((one) => [percent(one, "x1"), percent(one, "x2")]),
    dots: [...row.querySelectorAll("svg circle")].map((one) => percent(one, "cx")),
  };
}

/** @param {Element} slide @returns {Slide} */
export function readSlide(slide) {
  const words = (/** @type {string} */ selector) => slide.querySelector(selector)?.textContent?.trim() || "";
  const isCover = slide.matches(".kp-title");
  return {
    isCover,
    title: words("h1, h2, .kp-from"),
    small: words(isCover ? ".kp-library" : ".kp-who"),
    large: runsOf(slide.querySelector(".kp-large, .kp-said, blockquote p, .kp-title p:last-child:not(.kp-library)")),
    items: [...slide.querySelectorAll("ol > li")].map((item) => runsOf(item)),
    rows: [...slide.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => (cell.querySelector("svg") ? "" : cell.textContent || ""))),
    marks: [...slide.querySelectorAll("tr")].flatMap((row) => marksOf(row) || []),
    entries: linesOf(slide, ".kp-ref"),
    foot: words("footer, .kp-self"),
    flow: flowOf(slide.querySelector(".kp-flow svg")),
  };
}
