// Show hits as quiet rows.
import { element, marked } from "./element.mjs";
import { evidenceLadder } from "./evidence.mjs";

function hitRow(hit, root) {
  const facts = [hit.unit, hit.place, hit.stages.join("、")].filter(Boolean).join(" · ");
  return element(
    "li",
    { class: "kb-hit" },
    element(
      "h2",
      { class: "kb-hit__title" },
      // The address comes from the case's id alone, never from text.
      element("a", { href: `${root}cases/${encodeURIComponent(hit.id)}.html` }, marked(hit.title, hit.titleHighlights)),
    ),
    element("p", { class: "kb-hit__facts" }, facts),
    element("p", { class: "kb-hit__snippet" }, marked(hit.snippet, hit.highlights)),
    element(
      "p",
      { class: "kb-hit__labels" },
      evidenceLadder(hit.evidence, hit.evidenceWords),
      hit.labels.map((label) => element("span", { class: "kb-label" }, label)),
    ),
  );
}

/** Put the hits into the list in one step, so that nothing blinks. */
export function showHits(list, hits, root) {
  list.replaceChildren(...hits.map((hit) => hitRow(hit, root)));
}

/** Add further hits below and put the focus on the first of them. */
export function addHits(list, hits, root) {
  const rows = hits.map((hit) => hitRow(hit, root));
  list.append(...rows);
  const link = rows.length ? rows[0].querySelector("a") : null;
  if (link) link.focus();
}
