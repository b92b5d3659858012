// Show the evidence ladder small: six steps, filled to the level, with its word.
import { element } from "./element.mjs";

const TOP = 5;

/** Make the ladder; the steps are decoration, the words carry the meaning. */
export function evidenceLadder(level, words) {
  const steps = [];
  for (let step = 0; step <= TOP; step += 1) steps.push(element("i", { class: step <= level && "on" }));
  return element(
    "span",
    { class: "kb-evidence-mark" },
    element("span", { class: "kb-ladder", "aria-hidden": "true" }, steps),
    element("span", null, `${level} 级 ${words}`),
  );
}
