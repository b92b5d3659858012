// What most first results do without, and so in the second bundle: facets, fields, phrases, pinyin, corrections.
import { FacetColumns } from "./facet_columns.mjs";
import { countedValues, narrow } from "./facets.mjs";
import { makeResolver } from "./filters.mjs";
import { applyPhrases } from "./phrase_search.mjs";
import { pinyinTerms } from "./pinyin.mjs";
import { Divisions } from "./places.mjs";
import { isScattered, missingIn } from "./missing.mjs";
import { parseQuery } from "./query.mjs";
import { suggestionFor } from "./spelling.mjs";
import { suggestedTerms } from "./suggested_terms.mjs";
import { waysOn } from "./ways_on.mjs";

/** @typedef {import("../types").Filters} Filters */
/** @typedef {import("../types").Fold} Fold */
/** @typedef {import("../types").ParsedQuery} ParsedQuery */

/** The rest of search on one open index. */
export class Extras {
  /** @param {import("../types").OpenIndex} index */
  constructor(index) {
    this.index = index;
    this.facets = new FacetColumns(index.core, index.store);
    this.divisions = new Divisions(this.facets, index.store);
  }

  /** Return a function that finds a facet's values by what was typed. @param {Fold} fold */
  resolver(fold) {
    return makeResolver(fold, this.facets, this.index);
  }

  /** Promise a query with fields, phrases or exclusions, taken apart. @param {string} query @param {Fold} fold */
  parse(query, fold) {
    return parseQuery(query, fold, this.resolver(fold));
  }

  /** @param {import("../types").Unseen} unseen */
  pinyinTerms(unseen) {
    return pinyinTerms(unseen, this.index);
  }

  /** @param {ParsedQuery} parsed @param {Iterable<number>} matches @param {Fold} fold */
  applyPhrases(parsed, matches, fold) {
    return applyPhrases(parsed, matches, fold, this.index, this.facets);
  }

  /** Promise what `narrowed` needs, so that it is loaded while terms are looked up. @param {Filters} filters */
  narrowing(filters) {
    return this.facets.facetsFor(filters, []);
  }

  /** @param {Iterable<number>} matches @param {import("../types").FacetColumn[]} facets @param {Filters} filters */
  narrowed(matches, facets, filters) {
    return narrow(matches, facets, filters).passing;
  }

  /** @param {Iterable<number>} matches @param {Filters} filters @param {string[] | null} wanted */
  async counts(matches, filters, wanted) {
    const all = await this.facets.facetsFor(filters, wanted);
    return countedValues(all, narrow(matches, all, filters).counts, filters);
  }

  /** @param {string} query @param {string} text @param {() => number[]} firstHits @param {Fold} fold */
  suggestion(query, text, firstHits, fold) {
    return suggestionFor(query, text, firstHits, fold, this.index, this.facets);
  }

  /**
   * Promise what of a query no case says.
   * @param {string} folded @param {(term: string) => number} matching @param {(run: string) => string[]} amountsIn @param {Fold} fold
   */
  missing(folded, matching, amountsIn, fold) {
    return missingIn(folded, matching, amountsIn, fold, this.index, this.divisions);
  }

  /**
   * @param {Parameters<typeof waysOn>[0]} query @param {Parameters<typeof waysOn>[1]} counts @param {Parameters<typeof waysOn>[2]} suggestion
   * @param {(run: string) => string[]} amountsIn @param {Fold} fold
   */
  waysOn(query, counts, suggestion, amountsIn, fold) {
    const scattered = (/** @type {string} */ asked) => isScattered(asked, amountsIn, fold, this.index, this.divisions);
    return waysOn(query, counts, suggestion, scattered, this.divisions);
  }

  /** @param {string} text @param {Fold} fold */
  suggestedTerms(text, fold) {
    return suggestedTerms(text, fold, this.facets, this.index.store);
  }
}
