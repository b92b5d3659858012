// Say where studies stand on the way of doing things that most of the hits share.
import { element } from "../../lib/element.mjs";

/**
 * The line, or null where most hits share no model or no study is on it.
 * @param {import("../types").Hit[]} hits
 * @param {string} counted How many studies there are on each model, as the page says it: `id:count id:count`.
 * @param {string} root
 */
export function researchLine(hits, counted, root) {
  const studies = new Map(counted.split(" ").filter(Boolean).map((each) => /** @type {[string, string]} */ (each.split(":"))));
  /** @type {Map<string, {label: string, count: number}>} */
  const shared = new Map();
  for (const { terms } of hits) {
    for (const [value, label] of terms.model || []) {
      if (studies.has(value)) shared.set(value, { label, count: (shared.get(value)?.count || 0) + 1 });
    }
  }
  const [most] = [...shared].sort(([, one], [, other]) => other.count - one.count);
  if (!most) return null;
  const [value, { label, count }] = most;
  if (count < 2 || count * 2 <= hits.length) return null;
  const address = `${root}models/${encodeURIComponent(value)}.html#research`;
  const link = element("a", { href: address }, `${studies.get(value)} 项研究怎么说`);
  return element("p", { class: "kb-note kb-research-line" }, `这些案例多是“${label}”：`, link);
}
