// The payload of a case, as kb/publish/exports/case_payload.py writes it.

export type Term = [id: string, label: string];
/** `note` counts the case's sources from 1; 0 where there is none. */
export type Statement = [text: string, note: number, locator: string | null, date: string | null];

export interface Evidence {
  level: number;
  label: string;
  definition: string;
}

export interface Cost {
  yuan: number | null;
  amount: string | null;
  note: string | null;
  number: number;
  locator: string | null;
}

/** What is not known is left out; kb/model/facts.py has the table. */
export interface Facts {
  title: string;
  summary: string;
  "unit.name": string;
  "unit.type": string;
  region: string;
  evidence: Evidence;
  "review.status": string;
  "review.date": string;
  "practice.as_of": string;
  "practice.status"?: string;
  "practice.since"?: string;
  effect?: string;
  stage?: Term[];
  theme?: Term[];
  problem?: Term[];
  model?: Term[];
  "mechanism.invest"?: Term[];
  "mechanism.build"?: Term[];
  "mechanism.operate"?: Term[];
  "mechanism.own"?: Term[];
  "mechanism.pay"?: Term[];
  "mechanism.term"?: string;
  cost?: Cost;
  claims?: Statement[];
  prerequisites?: Statement[];
  enabling?: Statement[];
  constraints?: Statement[];
  [key: string]: any;
}

/** Wording, or a citation within it. */
export type Words = string | [note: number, locator: string];

/** What can be cited; a paragraph, which can be quoted too, has its `text`. */
export interface Place {
  id: string;
  words: string;
  hash: string;
  /** `words` where LaTeX writes them otherwise. */
  latex?: string;
  text?: Words[];
  isAnalysis?: boolean;
}

/** An entry of a list of references; mark and order only in styles that sort by author. Holes are ⟨ ⟩. */
export type Template = [entry: string, mark?: string, order?: (string | number)[]];

export interface Source {
  id: string;
  title: string;
  tier: string;
  styles: Record<string, Template>;
}

export interface Case {
  id: string;
  version: string;
  /** The title in styles that write it otherwise. */
  titles: Record<string, string>;
  /** What the title is sorted by. */
  reading: string;
  /** Rows of the address's QR code. */
  qr: string[] | null;
  facts: Facts;
  /** Short names of the prerequisites. */
  keys: string[];
  known: number;
  total: number;
  gaps: string[];
  /** The picture of who gives what to whom, as SVG; our own, so that it may stand in a page. */
  flow?: string;
  places: Place[];
  sources: Source[];
  withdrawn?: undefined;
}

/** What stands in place of a case that is no longer recommended. */
export interface Withdrawn {
  id?: undefined;
  withdrawn: string;
}

/** What can be quoted. */
export interface Passage {
  where: string;
  parts: Words[];
  isAnalysis: boolean;
}
