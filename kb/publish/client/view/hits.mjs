// Show hits as quiet rows, of the same form as the page's static rows (templates/parts.html).
import { element, marked } from "./element.mjs";
import { evidenceLadder } from "./evidence.mjs";

function termChips(folder, terms, root) {
  return terms.map(({ id, label }) =>
    element("a", { class: "kb-chip", href: `${root}${folder}/${encodeURIComponent(id)}.html` }, label),
  );
}

function hitRow(hit, root) {
  return element(
    "li",
    { class: "kb-row", "data-case": hit.id },
    element(
      "h3",
      { class: "kb-row-title" },
      // The address comes from the case's id alone, never from text.
      element("a", { href: `${root}cases/${encodeURIComponent(hit.id)}.html` }, marked(hit.title, hit.titleHighlights)),
    ),
    element("p", { class: "kb-row-meta" }, [hit.unit, hit.place, hit.stages.join("、")].filter(Boolean).join(" · ")),
    element("p", { class: "kb-row-text" }, marked(hit.snippet, hit.highlights)),
    element(
      "p",
      { class: "kb-row-foot" },
      evidenceLadder(hit.evidence, hit.evidenceWords),
      termChips("problems", hit.problems, root),
      termChips("models", hit.models, root),
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
