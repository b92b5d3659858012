// Print one case on one page from wherever it is read: the sheet is put into the page, printed, and taken out again.
import { packOf } from "./pack.mjs";

/** What a page of A4 has room for within its margins, in CSS pixels, and the smallest type that can be read. */
const ROOM = (258 / 25.4) * 96;
const SMALLEST = 0.78;

/** Make the type of a long sheet smaller until it fits. @param {HTMLElement} sheet */
function fit(sheet) {
  const parts = /** @type {HTMLElement[]} */ ([...sheet.children].filter((part) => !part.matches(".kp-notes")));
  // As wide as on paper, whatever the window.
  sheet.style.cssText = "width: 174mm; max-width: none; padding: 0";
  const height = () => parts[parts.length - 1].getBoundingClientRect().bottom - parts[0].getBoundingClientRect().top;
  for (let size = 1; size > SMALLEST && height() > ROOM; size -= 0.02) for (const part of parts) part.style.setProperty("zoom", String(size - 0.02));
  sheet.removeAttribute("style");
}

/** @param {import("../case/types").Case} one @param {import("../cite/citation_text.mjs").Templates} templates @param {string} accessed */
export function printOnePage(one, templates, accessed) {
  const session = { items: [{ one, anchor: "" }], title: "", date: "", facilitator: "", style: templates.styles[0][0], parts: "" };
  const paper = packOf(session, "sheet", { templates, questions: null, accessed, research: {} });
  const page = document.documentElement;
  document.body.append(paper);
  fit(/** @type {HTMLElement} */ (paper.firstElementChild));
  page.classList.add("kb-one-page");
  const end = () => {
    page.classList.remove("kb-one-page");
    paper.remove();
  };
  window.addEventListener("afterprint", end, { once: true });
  window.print();
}
