// Show hits as quiet rows, of the same form as the page's static rows (templates/parts.html).
import { element, fill, marked } from "./element.mjs";
import { evidenceLadder } from "./evidence.mjs";

function termChips(folder, terms, root) {
  return (terms || []).map(([value, label]) =>
    element("a", { class: "kb-chip", href: `${root}${folder}/${encodeURIComponent(value)}.html` }, label),
  );
}

function hitRow({ id, title, titleHighlights, snippet, highlights, shown, terms }, root) {
  const [evidence] = terms.evidence || [];
  const stages = (terms.stage || []).map(([, label]) => label).join("、");
  const facts = [shown.unit, shown.place, stages];
  return element(
    "li",
    { class: "kb-row", "data-case": id },
    element(
      "h3",
      { class: "kb-row-title" },
      // The address comes from the case's id alone, never from text.
      element("a", { href: `${root}cases/${encodeURIComponent(id)}.html` }, marked(title, titleHighlights)),
    ),
    element("p", { class: "kb-row-meta" }, facts.filter(Boolean).join(" · ")),
    element("p", { class: "kb-row-text" }, marked(snippet, highlights)),
    element(
      "p",
      { class: "kb-row-foot" },
      evidence && evidenceLadder(Number(evidence[0]), evidence[1]),
      termChips("problems", terms.problem, root),
      termChips("models", terms.model, root),
    ),
  );
}

/** Put the hits into the list in one step, so that nothing blinks. */
export function showHits(list, hits, root) {
  fill(list, ...hits.map((hit) => hitRow(hit, root)));
}

/** Add further hits below and put the focus on the first of them. */
export function addHits(list, hits, root) {
  const rows = hits.map((hit) => hitRow(hit, root));
  list.append(...rows);
  const link = rows.length ? rows[0].querySelector("a") : null;
  if (link) link.focus();
}
