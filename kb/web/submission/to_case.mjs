// Turn what was typed into what a case file says: nothing empty, nothing invisible, a list for a list.

// The characters that kb check refuses as unseen (KB106); pasted text brings them along, so they are dropped here.
const UNSEEN =
  // eslint-disable-next-line no-misleading-character-class -- each is meant by itself, by its number
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\uffff\ud800-\uf8ff\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/gu;
// eslint-disable-next-line no-misleading-character-class -- the same
const EMOJI = /^[\u2190-\u2bff\ufe0f\u{1f000}-\u{1faff}]/u;

/**
 * Return an empty value of the shape that a field holds.
 * @param {Pick<import("./types").Field, "kind" | "fields">} field @returns {any}
 */
export function blank(field) {
  if (field.kind === "group") return Object.fromEntries(field.fields.map((part) => [part.key, blank(part)]));
  return ["choices", "texts", "cases", "list"].includes(field.kind) ? [] : "";
}

/**
 * Return a new case in which nothing has been written; `today` is its date of review.
 * @param {import("./types").FormData} data @param {string} today @returns {import("./types").Draft}
 */
export function emptyDraft(data, today) {
  /** @type {Record<string, any>} */
  const head = {};
  for (const field of allFields(data)) head[field.key] = blank(field);
  head.review = { status: data.reviewStatus, date: today };
  const sections = Object.fromEntries(data.sections.map(({ heading }) => [heading, ""]));
  return { head, sections, sources: [], own: {} };
}

/** @param {import("./types").FormData} data */
export function allFields(data) {
  return data.steps.flatMap((step) => step.fields);
}

/** Return one line of clean text. @param {string} text */
export function line(text) {
  return block(text).replace(/\s+/g, " ");
}

/** Return clean text that may have several lines. @param {string} text */
export function block(text) {
  const visible = String(text).replace(/\r\n?/g, "\n").replace(UNSEEN, "");
  // Emoji are joined by what joins nothing else.
  const joined = visible.replace(/\u200d/g, (joiner, place) => {
    const before = [...visible.slice(Math.max(0, place - 2), place)].pop() || "";
    return EMOJI.test(before) && EMOJI.test(visible.slice(place + 1)) ? joiner : "";
  });
  return joined.trim();
}

/**
 * Return what a field's value comes to in the file, or undefined where nothing was written.
 * @param {Pick<import("./types").Field, "kind" | "fields">} field @param {any} value @param {string} unknown @returns {any}
 */
export function written(field, value, unknown) {
  if (field.kind === "group") {
    const entries = field.fields.map((part) => [part.key, written(part, value[part.key], unknown)]);
    const kept = entries.filter(([, part]) => part !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  if (field.kind === "list") {
    const items = value.map((/** @type {any} */ item) => written({ ...field, kind: "group" }, item, unknown));
    const kept = items.filter((/** @type {any} */ item) => item !== undefined);
    return kept.length ? kept : undefined;
  }
  if (Array.isArray(value)) {
    const kept = value.map(line).filter(Boolean);
    if (kept.length === 0) return undefined;
    return kept.includes(unknown) ? unknown : kept;
  }
  return line(value) || undefined;
}

/**
 * Return the whole case as it will be written: front matter, sections, sources to register.
 * @param {import("./types").FormData} data @param {import("./types").Draft} draft @returns {import("./types").WrittenCase}
 */
export function writtenCase(data, draft) {
  const sources = draft.sources
    .map((source) => written({ kind: "group", fields: data.sourceFields }, source, data.unknown))
    .filter((source) => source !== undefined);
  const fields = Object.fromEntries(allFields(data).map((field) => [field.key, field]));
  /** @type {Record<string, any>} */
  const head = {};
  for (const key of data.order) {
    const value = written(fields[key], draft.head[key], data.unknown);
    if (value !== undefined) head[key] = value;
  }
  // A source registered for this case is one of its sources.
  const listed = new Set((head.sources || []).map((/** @type {{source: string}} */ citation) => citation.source));
  const added = sources.filter((source) => source.id && !listed.has(source.id)).map((source) => ({ source: source.id }));
  if (added.length) head.sources = (head.sources || []).concat(added);
  /** @type {[heading: string, text: string][]} */
  const sections = data.sections.map(({ heading }) => [heading, block(draft.sections[heading])]);
  return { head, sections, sources };
}
