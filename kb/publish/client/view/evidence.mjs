// Show the evidence ladder small: six steps, filled to the level, with its word.
import { element } from "./element.mjs";

const TOP = 5;

/** Make the ladder; the steps are decoration, the words carry the meaning. */
export function evidenceLadder(level, words) {
  const steps = [];
  for (let step = 0; step <= TOP; step += 1) {
    steps.push(element("span", { class: step <= level ? "kb-step kb-step--reached" : "kb-step" }));
  }
  return element(
    "span",
    { class: level < 2 ? "kb-ladder kb-ladder--unevaluated" : "kb-ladder" },
    element("span", { class: "kb-ladder__steps", "aria-hidden": "true" }, steps),
    element("span", { class: "kb-ladder__words" }, `证据 ${level} 级：${words}`),
  );
}
