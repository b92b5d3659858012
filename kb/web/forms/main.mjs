// Read a filled-in Word or Excel form in the browser; the submission page loads this once somebody chooses a file.

import { drafting, textOf } from "./draft_of.mjs";
import { readCsv } from "./csv_reader.mjs";
import { readExcel } from "./excel_reader.mjs";
import { Refusal, refusal } from "./refusal.mjs";
import { vet, whatItIs } from "./vetting.mjs";
import { readWord } from "./word_reader.mjs";
import { canUnpack } from "./zip.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */

const EDITED = "edited";
const CODE = /^[0-9]{6}$/;

/**
 * Promise the cases of a file; what cannot be read is refused with a sentence for the person who chose it.
 * @param {File} file @param {FormPayload} form @param {import("./regions.mjs").Named[]} places @returns {Promise<import("./types").ReadCases>}
 */
export async function readForm(file, form, places) {
  if (!canUnpack()) throw refusal(form, "page.browser");
  const { forms, leftOut } = await read(file, form);
  const { draftOf, regions } = drafting(form, places);
  const cases = forms.map((filled) => {
    const draft = draftOf(filled);
    const said = String(draft.head.region || "");
    const region = said && !regions.names.has(said) ? { said, codes: CODE.test(said) ? [] : regions.meant(said) } : null;
    return { title: textOf(filled, "title").trim(), unit: textOf(filled, "unit.name").trim(), place: filled.place, draft, filled, region };
  });
  if (forms.some((filled) => form.roads[textOf(filled, "road").trim()] === EDITED)) throw refusal(form, "page.edited");
  if (!cases.length) throw refusal(form, "page.nothing");
  return { cases, leftOut };
}

/** @param {File} file @param {FormPayload} form */
async function read(file, form) {
  const kind = (/\.[^.]*$/.exec(file.name.toLowerCase()) || [""])[0];
  if (form.macros.includes(kind)) throw refusal(form, "macros");
  // A large file is not even read.
  if (file.size > form.limits.bytes) throw refusal(form, kind === ".csv" ? "large.csv" : "large", { most: form.limits.bytes >> 20 });
  const isRead = [".docx", ".xlsx", ".csv"].includes(kind);
  const wanted = form.old[kind];
  if (!isRead && !wanted) throw refusal(form, "kinds");
  const data = new Uint8Array(await file.arrayBuffer().catch(() => {
    throw refusal(form, "page.gone");
  }));
  if (!data.length) throw refusal(form, "empty");
  if (!isRead) throw begunAsZip(data) ? refusal(form, "kinds.old", { kind, wanted }) : new Refusal(whatItIs(data, wanted, form));
  if (kind === ".csv") return readCsv(data, form);
  const vetted = await vet(data, kind, form);
  return kind === ".docx" ? readWord(vetted) : readExcel(vetted);
}

/** @param {Uint8Array} data */
const begunAsZip = (data) => data[0] === 0x50 && data[1] === 0x4b;

export { Refusal };
