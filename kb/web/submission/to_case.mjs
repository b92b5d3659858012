// Turn what was typed into what a case file says: nothing empty, nothing invisible, a list for a list; what only an
// editor can settle is proposed, and marked as proposed.

import { block, line } from "./clean_text.mjs";
import { hostOf, suggestedAccountId, suggestedId, suggestedSourceId } from "./id_suggestions.mjs";
import { withIds } from "./material_marks.mjs";
import { marked, paragraphs } from "./self_marks.mjs";

/** @typedef {import("./types").FormData} FormData */

/**
 * Return an empty value of the shape that a field holds.
 * @param {Pick<import("./types").Field, "kind" | "fields">} field @returns {any}
 */
export function blank(field) {
  if (field.kind === "group") return Object.fromEntries(field.fields.map((part) => [part.key, blank(part)]));
  return ["choices", "texts"].includes(field.kind) ? [] : "";
}

/** Return a document of which nothing is known yet. @param {FormData} data @returns {import("./types").Material} */
export function blankMaterial(data) {
  const fields = Object.fromEntries(data.sourceFields.map((field) => [field.key, blank(field)]));
  return { ...fields, source: "", locator: "" };
}

/** Return a new case in which nothing has been written. @param {FormData} data @returns {import("./types").Draft} */
export function emptyDraft(data) {
  const head = Object.fromEntries(data.fields.map((field) => [field.key, blank(field)]));
  const sections = Object.fromEntries(data.sections.map(({ heading }) => [heading, ""]));
  return { road: "", person: "", head, sections, materials: [] };
}

/**
 * Return what a field's value comes to in the file, or undefined where nothing was written.
 * @param {Pick<import("./types").Field, "kind" | "fields">} field @param {any} value @returns {any}
 */
export function written(field, value) {
  if (field.kind === "group") {
    const entries = field.fields.map((part) => [part.key, written(part, value[part.key])]);
    const filled = entries.filter(([, part]) => part !== undefined);
    return filled.length ? Object.fromEntries(filled) : undefined;
  }
  if (Array.isArray(value)) {
    const filled = value.map(line).filter(Boolean);
    return filled.length ? filled : undefined;
  }
  return line(value) || undefined;
}

/**
 * Return the whole case as it will be written; `today` is the date of what is said and proposed in it.
 * @param {FormData} data @param {import("./types").Draft} draft @param {string} today
 * @returns {import("./types").WrittenCase}
 */
export function writtenCase(data, draft, today) {
  const { unknown, proposals } = data;
  const asked = Object.fromEntries(data.fields.map((field) => [field.key, written(field, draft.head[field.key])]));
  const isSelf = draft.road === "self";
  const found = isSelf ? accountOf(data, draft, asked, today) : documentsOf(data, draft, today);
  /** @type {[heading: string, text: string][]} */
  const sections = data.sections.map(({ heading, otherwise }) => {
    const text = paragraphs(block(draft.sections[heading])) || otherwise;
    return [heading, isSelf ? marked(text, found.marks, unknown) : withIds(text, found.citations.map(({ source }) => source))];
  });
  const cited = sections.flatMap(([, text]) => [...text.split("〔").slice(1)].map((part) => part.split("，")[0]));
  for (const [id] of data.sources || []) {
    // A mark of the library's own that was typed or pasted.
    if (cited.includes(id) && !found.citations.some(({ source }) => source === id)) found.citations.push({ source: id });
  }
  const first = found.citations[0];
  const practice = asked.practice || {};
  const issued = found.sources[0] && found.sources[0].issued;
  /** @type {Record<string, any>} */
  const values = {
    ...asked,
    id: suggestedId(data, asked) || undefined,
    stage: asked.stage || unknown,
    theme: unknown,
    problem: asked.problem || unknown,
    model: asked.model || unknown,
    evidence: found.tiers.map((tier) => proposals.levels[tier] || "0").sort().pop() || "0",
    review: { status: proposals.review, date: today },
    practice: { ...practice, status: practice.status || proposals.practice, as_of: (!isSelf && issued) || today },
    sources: found.citations.length ? found.citations : undefined,
    new_sources: found.sources.length ? found.sources : undefined,
    setting: asked.setting && { ...asked.setting, ...pupilsOf(asked.setting), ...first },
    mechanism_sources: asked.mechanism && first && [{ of: Object.keys(asked.mechanism), ...first }],
    cost: asked.cost && { ...asked.cost, ...first },
    proposed: ["id", "theme", "evidence", "review", ...(isSelf ? [] : ["practice"])],
  };
  const head = Object.fromEntries(data.order.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]));
  return { head, sections, sources: found.sources, places: found.places };
}

/** @typedef {{source: string, locator?: string}} Citation */
/** @typedef {{citations: Citation[], sources: Record<string, any>[], places: number[], tiers: string[], marks: string}} Found */

/**
 * Return the account that a unit gives of itself as the one source of a case.
 * @param {FormData} data @param {import("./types").Draft} draft @param {Record<string, any>} asked @param {string} today
 * @returns {Found}
 */
function accountOf(data, draft, asked, today) {
  const unit = asked.unit && asked.unit.name;
  const person = line(draft.person);
  const source = {
    id: suggestedAccountId(data, asked.region, today),
    type: "self-account",
    title: `关于“${(asked.title || "这件事").replace(/[“”]/g, "")}”的自述`,
    title_by_editor: "true",
    ...(unit ? { author: person ? [person, unit] : [unit] } : {}),
    issued: today,
    tier: data.proposals.selfTier,
  };
  const locator = "自述";
  return { citations: [{ source: source.id, locator }], sources: [source], places: [0], tiers: [source.tier], marks: `〔${source.id}，${locator}〕` };
}

/**
 * Return the documents that somebody has in hand, those new to the library with what is known of them.
 * @param {FormData} data @param {import("./types").Draft} draft @param {string} today @returns {Found}
 */
function documentsOf(data, draft, today) {
  /** @type {Found} */
  const found = { citations: [], sources: [], places: [], tiers: [], marks: "" };
  draft.materials.forEach((material, place) => {
    const locator = line(material.locator) || undefined;
    let id = material.source;
    if (!id) {
      const fields = data.sourceFields.filter((field) => !field.types || field.types.includes(material.type));
      const known = written({ kind: "group", fields }, material) || {};
      id = suggestedSourceId(data, known, found.sources.map((source) => source.id));
      const accessed = known.accessed || (known.URL ? today : undefined);
      const tier = tierOf(data, known);
      found.sources.push(Object.fromEntries(Object.entries({ id, ...known, tier, accessed }).filter(([, value]) => value !== undefined)));
      found.places.push(place);
      found.tiers.push(tier);
    } else {
      const listed = (data.sources || []).find(([each]) => each === id);
      if (listed) found.tiers.push(listed[2]);
    }
    found.citations.push(locator ? { source: id, locator } : { source: id });
  });
  return found;
}

/** @param {FormData} data @param {Record<string, any>} source */
function tierOf({ proposals }, { type, URL: address }) {
  if (type === "webpage" && /\.(gov|edu)\.cn$/.test(hostOf(address))) return proposals.publicTier;
  return proposals.tiers[type] || proposals.publicTier;
}

/** One number of pupils is both ends of the span. @param {Record<string, any>} setting */
function pupilsOf({ pupils_from: pupils }) {
  return pupils ? { pupils_to: pupils } : {};
}
