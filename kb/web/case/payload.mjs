// Load one case's payload on demand: page weight does not depend on how many cases there are.
import { dataLoader } from "../lib/jsonp.mjs";

/** @import { Case, Passage, Place, Term, Withdrawn, Words } from "./types" */

/**
 * Return the payload of a case, or null where there is no such case; each file is asked for once unless that failed.
 *
 * @type {(root: string, id: string) => Promise<Case | Withdrawn | null>}
 */
export const caseOf = dataLoader("kbCase", (id) => `cases/${encodeURIComponent(id)}.js`, (id, data) => [id, data]);

/** Words by which a label itself says that nobody told us (kb/model/facts.py). */
const UNTOLD = ["未知", "没有说明"];

/**
 * Tell real words from none and from a label that says that nothing is known.
 *
 * @param {string | null | undefined} words
 * @returns {words is string}
 */
export const isKnown = (words) => Boolean(words && !UNTOLD.some((word) => words.includes(word)));

/** The labels of terms in a row. @param {Term[] | undefined} terms */
export const labelsOf = (terms) => (terms || []).map(([, label]) => label).join("、");

/** The part of a title that names a case: what comes before its colon. @param {string} title */
export function shortTitle(title) {
  return title.split(/[：:]/)[0].trim() || title;
}

/** The paragraphs of a section by the beginning of their anchors. @param {Case} one @param {string} section */
export const paragraphsOf = ({ places }, section) =>
  places.filter((place) => place.id.startsWith(`${section}-p`) && place.text).map((place) => /** @type {Place & { text: Words[] }} */ (place));

/** What tells for whom the advice below is meant, in a list of several. @param {Words[]} text */
export const isHeading = (text) => /[：:]$/.test(String(text[text.length - 1]));

/** What editors say should be settled first, piece by piece, without its citations. @param {Case} one */
export const adviceOf = (one) =>
  paragraphsOf(one, "replication")
    .filter(({ text }) => !isHeading(text))
    .map(({ text }) => text.filter((part) => typeof part === "string").join(""));

/** @param {string} words */
export const firstSentence = (words) => (/^[^。？！]*[。？！]?/.exec(words) || [""])[0];

/**
 * What can be quoted under an anchor; null where there is nothing of that name.
 *
 * @param {Case} one
 * @param {string} anchor
 * @returns {Passage | null}
 */
export function passageOf({ facts, places }, anchor) {
  const place = places.find(({ id }) => id === anchor);
  if (!place) return null;
  const [, number] = /^claim-(\d+)$/.exec(anchor) || [];
  const claim = number && facts.claims?.[Number(number) - 1];
  if (claim) {
    const [text, note, locator] = claim;
    return { where: `“来源怎么说”第 ${number} 条`, parts: [text, [note, locator || ""]], isAnalysis: false };
  }
  if (!place.text) return null;
  const where = place.words.slice(0, place.words.lastIndexOf("（文字指纹"));
  return { where, parts: place.text, isAnalysis: Boolean(place.isAnalysis) };
}
