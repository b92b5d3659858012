// Load one case's payload on demand: page weight does not depend on how many cases there are.
import { dataLoader } from "../lib/jsonp.mjs";

/**
 * What a case says, as kb/publish/exports/case_payload.py writes it. Facts that nobody told are left out.
 *
 * @typedef {[text: string, note: number, locator: string | null, asOf?: string]} Statement  `note` counts sources from 1
 * @typedef {[id: string, label: string]} Term
 * @typedef {{ yuan: number | null, amount: string | null, note: string | null, number: number, locator: string | null }} Cost
 * @typedef {{ level: number, label: string, definition: string }} Evidence
 * @typedef {string | [note: number, locator: string]} Words  wording, or a citation within it
 * @typedef {{ id: string, words: string, hash: string, latex?: string, text?: Words[], isAnalysis?: boolean }} Place
 * @typedef {[entry: string, mark?: string, order?: (string | number)[]]} Template
 * @typedef {{ id: string, title: string, tier: string, styles: Record<string, Template> }} Source
 * @typedef {object} Case
 * @property {string} id
 * @property {string} version
 * @property {Record<string, string>} titles  the title in styles that write it otherwise
 * @property {string[] | null} qr  rows of the address's code
 * @property {Record<string, any>} facts
 * @property {string[]} speeds
 * @property {string[]} keys  short names of the prerequisites
 * @property {number} known
 * @property {number} total
 * @property {string[]} gaps
 * @property {Place[]} places
 * @property {Source[]} sources
 * @typedef {{ withdrawn: string }} Withdrawn
 */

/**
 * Return the payload of a case, or null where there is no such case; each file is asked for once unless that failed.
 *
 * @type {(root: string, id: string) => Promise<any>}
 */
export const caseOf = dataLoader("kbCase", (id) => `cases/${encodeURIComponent(id)}.js`, (id, data) => [id, data]);

/** Words by which a label itself says that nobody told us (kb/model/facts.py). */
const UNTOLD = ["未知", "没有说明"];

/** Tell real words from none and from a label that says that nothing is known. @param {string | null | undefined} words */
export const isKnown = (words) => Boolean(words && !UNTOLD.some((word) => words.includes(word)));

/** The labels of terms in a row. @param {Term[] | undefined} terms */
export const labelsOf = (terms) => (terms || []).map(([, label]) => label).join("、");

/** The part of a title that names a case: what comes before its colon. @param {string} title */
export function shortTitle(title) {
  return title.split(/[：:]/)[0].trim() || title;
}

/** What can be quoted under an anchor; null where there is nothing of that name. @param {Case} one @param {string} anchor */
export function passageOf({ facts, places }, anchor) {
  const place = places.find(({ id }) => id === anchor);
  const claim = place && /^claim-(\d+)$/.exec(anchor);
  if (claim) {
    const [text, note, locator] = facts.claims[Number(claim[1]) - 1];
    return { where: `事实陈述 ${claim[1]}`, hash: place.hash, parts: [text, [note, locator || ""]], isAnalysis: false };
  }
  if (!place || !place.text) return null;
  const where = place.words.slice(0, place.words.lastIndexOf("（文字指纹"));
  return { where, hash: place.hash, parts: place.text, isAnalysis: Boolean(place.isAnalysis) };
}
