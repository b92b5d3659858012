// Show the evidence ladder small: the style sheet draws six steps, filled to the level, before its word.
import { element } from "../lib/element.mjs";

/** Make the ladder as the macro of parts.html does; the words carry the meaning. */
export const evidenceLadder = (/** @type {number} */ level, /** @type {string} */ words) => element("span", { class: `kb-ladder kb-l${level}` }, `${level} 级 ${words}`);
