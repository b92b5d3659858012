// The shapes that search passes around; the files they come from are described in kb/publish/search_index/files.py.

/** Folded text; unit `i` of it comes from the original's code points `starts[i]` up to `ends[i]`. */
export interface Folded {
  text: string;
  starts: number[];
  ends: number[];
}
export type Fold = (text: string) => Folded;

/** A term and where it occurs. */
export type Occurrence = [term: string, start: number, end: number];

/** A term's postings: documents ascending, each with its impact. */
export interface Postings {
  documents: Int32Array;
  impacts: Int32Array;
}

/** A column of the fold table: two strings of equally many characters. */
export interface FoldPart {
  from: string;
  to: string;
}

/** Room of the hashes, and the packed hashes, of frequent terms. */
export type PackedTerms = [room: number, packed: string];

/** `core.js`. */
export interface Core {
  format: number;
  analyzer: number;
  size: number;
  /** A hit scores at least the best score divided by this. */
  floor: number;
  shards: number;
  common: PackedTerms;
  /** Whether bodies are published, for snippets. */
  bodies: boolean;
  fold: FoldPart;
  labels: Record<string, [value: string, label: string][]>;
}

/** `d/N.js`: id, title, unit, place and stage, places of its labels by facet, texts for its snippet. */
export type DocumentFile = [id: string, title: string, shown: string[], labels: number[][], texts: string[]];

/** Cells, how many of them share a symbol, and the packed column. */
export type ColumnFile = [cells: number[][], together: number, text: string];

/** One facet of `facets.js` or `within.js`. */
export interface FacetFile {
  name: string;
  label: string;
  nested: boolean;
  listed: boolean;
  used: number[];
  values: [value: string, label: string, parent: number][];
  column?: ColumnFile;
  /** Of regions, names of cities and provinces without cases that some case perhaps mentions. */
  mentioned?: string[];
}

/** What each file of the index hands over. */
export interface IndexFiles {
  core: Core;
  fold: FoldPart;
  facets: FacetFile[];
  within: FacetFile[];
  words: Record<string, string[][]>;
  places: { fold: FoldPart; names: Record<string, string>; short: Record<string, string>; pinyin: string; borders: string };
  sounds: [shards: number, common: PackedTerms, syllables: string];
  [column: `${"f" | "w"}/${string}`]: ColumnFile;
  [text: `${"t" | "c" | "s" | "z" | "p" | "o"}/${string}`]: string;
  [document: `d/${number}`]: DocumentFile;
  [body: `b/${number}`]: string[];
}

/** Loads each file of one index once. */
export interface Store {
  load<Name extends keyof IndexFiles>(name: Name): Promise<IndexFiles[Name]>;
}

export interface FacetValue {
  value: string;
  label: string;
  /** Place of the value that contains this one, or -1. */
  parent: number;
}

export interface Facet {
  name: string;
  label: string;
  nested: boolean;
  listed: boolean;
  values: FacetValue[];
  /** Places of the values that some document has. */
  used: number[];
}

/** A facet with, for each document, the places of the values it has. */
export interface FacetColumn extends Facet {
  column: number[][];
}

/** Chosen values by facet. */
export type Filters = Record<string, string[]>;

export interface CountedValue {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
  parent: string | null;
}
export type Counts = Record<string, CountedValue[]>;

/** What a part of a query, like `地区:河南`, was understood as. */
export interface TypedFilter {
  name: string;
  values: string[];
  part: string;
}

export interface ParsedQuery {
  text: string;
  phrases: string[];
  excluded: string[];
  filters: Filters;
  typed: TypedFilter[];
  /** Whether it holds signs of the query language that mean nothing here. */
  hasStraySigns: boolean;
  notes: string[];
}

/** The values meant, or what to say when the facet has no such value; null when there is no such facet. */
export type Resolved = { values: string[]; message?: undefined } | { values?: undefined; message: string } | null;
export type Resolve = (facet: string, typed: string) => Promise<Resolved>;

/** The postings found, and about how many documents hold each of those terms too frequent to matter. */
export interface FoundTerms {
  rows: Map<string, Postings>;
  left: Map<string, number>;
}

/** What of a query no document holds, for a search by pinyin. */
export interface Unseen {
  bigrams: string[];
  names: string[];
  /** The folded text, ü written v. */
  spelled: string;
  held: (term: string) => boolean;
}

/** A division without cases, or several of one name, by code; whether cases elsewhere mention it. */
export interface Place {
  codes: string[];
  isMentioned: boolean;
}

/** What of a query's folded text no case says: the text without it, and without places alone. */
export interface Missing {
  rest: string;
  withoutPlaces: string;
  words: string[];
  places: Place[];
  /** Whether a word is only in part unknown. */
  isHalf: boolean;
}

/** Another question that may help: what it is called, its text and its filters. */
export interface Offer {
  label: string;
  text: string;
  filters: Filters;
}

/** What to say where something is missing, what may help, and whether readers are asked to contribute. */
export interface WaysOn {
  notes: string[];
  offers: Offer[];
  invites: boolean;
}

/** Ranges to mark, counted in code points. */
export type Highlights = [start: number, end: number][];

export interface Excerpt {
  snippet: string;
  highlights: Highlights;
  titleHighlights: Highlights;
}

export interface Hit extends Excerpt {
  id: string;
  title: string;
  /** Place, year, unit, stages; what is not known is empty. */
  facts: string[];
  terms: Record<string, [value: string, label: string][]>;
  score: number;
}

export interface Query {
  text: string;
  filters: Filters;
  sort?: string;
  offset: number;
  limit: number;
}

export interface Answer {
  total: number;
  /** Whether totals are approximate. */
  rounded: boolean;
  hits: Hit[];
  notes: string[];
  /** What was chosen and what was typed. */
  filters: Filters;
  typed: TypedFilter[];
  /** Count what choosing each value would give, of all facets or of those named and those narrowed by. */
  facets: (wanted?: string[] | null) => Promise<Counts>;
  suggestion: () => Promise<string | null>;
  /** Words of the query that no case says. */
  missing: string[];
  /** Cases, found and counted nowhere, that share characters with what no case says. */
  touching: Hit[];
  /** What else helps: near places with cases, cases whose sources do not say. */
  waysOn: () => Promise<WaysOn>;
}

/** What search needs of an open index. */
export interface OpenIndex {
  core: Core;
  store: Store;
  terms: import("./core/term_store.mjs").TermStore;
  /** Folded text without words that only make it a question; here, so that it is in the first bundle alone. */
  withoutQuestionWords: (folded: string) => string;
  /** The folding for a table; there, too. */
  foldWith: (table: FoldPart) => Fold;
}
