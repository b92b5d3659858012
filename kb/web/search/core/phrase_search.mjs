// Narrow matches to what holds a phrase and nothing excluded; the rules are those of kb/search/query/phrases.py.
import { queryTerms } from "./analyzer.mjs";
import { askedNames } from "./exact_names.mjs";
import { standsIn, tellingTerms } from "./phrases.mjs";
import { rowHolds, rowsInAll } from "./postings.mjs";

/** In larger collections a phrase is looked for in the texts of at most so many documents; beyond, its pairs must do. */
const SMALL = 500;
const READ_FOR_PHRASE = 60;

class PhraseSearch {
  constructor({ core, size, fold, terms, facets, store }) {
    Object.assign(this, { core, size, fold, terms, facets, store });
  }

  async meant({ phrases, excluded }, scored, notes) {
    let matches = scored;
    let required = null;
    for (const phrase of phrases) {
      const holding = await this.holding(phrase);
      const held = new Set(holding);
      if (holding.length) required = required ? required.filter((document) => held.has(document)) : holding;
      else if (queryTerms(phrase, this.fold).length) {
        notes.push(`没有案例含有“${phrase}”这几个连着的字，下面按普通文字检索。`);
      }
    }
    // Who asks for a phrase wants every document that has it, however low its score.
    if (required) matches = required;
    for (const word of excluded) {
      const holding = new Set(await this.holding(word));
      matches = matches.filter((document) => !holding.has(document));
    }
    return matches;
  }

  /** The documents that hold the phrase in one of their texts, names or vocabulary terms. */
  async holding(phrase) {
    const wanted = tellingTerms(phrase, this.fold);
    const rows = await this.terms.wholeRowsOf(wanted);
    const holding = rowsInAll(wanted.map((term) => rows.get(term)));
    const reading = this.size <= SMALL || (this.core.bodies && holding.length <= READ_FOR_PHRASE);
    if (wanted.length < 2 || !holding.length || !reading) return holding;
    const named = [...(await this.terms.wholeRowsOf(askedNames(this.fold(phrase).text))).values()];
    const carried = await this.carrying(phrase);
    const stands = await Promise.all(
      holding.map(async (document) => {
        if (carried(document) || named.some((row) => rowHolds(row, document))) return true;
        const [, title, words, , head] = await this.store.load(`d/${document}`);
        if (standsIn(phrase, [title, ...words, ...head], this.fold)) return true;
        return standsIn(phrase, await this.store.load(`b/${document}`), this.fold);
      }),
    );
    return holding.filter((_, at) => stands[at]);
  }

  /** Tells of a document whether it has a facet value that is called so. */
  async carrying(phrase) {
    const [outer, within, words] = await Promise.all(["facets", "within", "words"].map((name) => this.store.load(name)));
    const all = new Set([...outer, ...within].map(({ name }) => name));
    const facets = await this.facets.facetsFor(Object.fromEntries([...all].map((name) => [name, ["0"]])));
    const called = facets.map(({ name, values }) =>
      values.map(({ label }, place) => standsIn(phrase, [label, ...words[name][place]], this.fold)),
    );
    return (document) => facets.some(({ column }, at) => column[document].some((place) => called[at][place]));
  }
}

/** Promise the matches narrowed to those that hold the phrases, and to those that hold nothing excluded; adds to the notes. */
export function applyPhrases(parsed, scored, notes, engine) {
  return new PhraseSearch(engine).meant(parsed, scored, notes);
}
