// The shapes that the submission form passes around; kb/publish/submission describes the fields.

/** A sentence of the checks with places in braces. */
export interface Message {
  severity: string;
  message: string;
}

export type Choice = [value: string, label: string];

/** Something that is asked. */
export interface Field {
  key: string;
  title: string;
  kind: string;
  help: string;
  required: boolean;
  min: number;
  max: number;
  choices: Choice[];
  fields: Field[];
  /** What choosing nothing means. */
  nothing?: string;
  /** The kinds of documents that have it; all, where there are none. */
  types?: string[];
}

export interface SectionField {
  heading: string;
  label: string;
  help: string;
  /** What is written where nothing was filled in. */
  otherwise: string;
}

export interface Repository {
  address: string;
  kind: string;
  branch: string;
}

/** What the form proposes in place of an editor: tiers by kind of document, levels by tier, statuses. */
export interface Proposals {
  tiers: Record<string, string>;
  publicTier: string;
  selfTier: string;
  levels: Record<string, string>;
  review: string;
  practice: string;
}

/** What the page hands to the form. */
export interface FormData {
  fields: Field[];
  sections: SectionField[];
  sourceFields: Field[];
  /** How a contributor knows of the case: what is asked, and each way with its name and what follows from it. */
  road: string;
  roads: [key: string, name: string, meaning: string][];
  person: [label: string, hint: string];
  locator: [label: string, hint: string];
  proposals: Proposals;
  /** Keys of the front matter in order. */
  order: string[];
  regions: [code: string, name: string, slug: string][];
  preview: [fact: string, label: string][];
  sources: [id: string, title: string, tier: string][] | null;
  cases: [id: string, title: string][] | null;
  termSlugs: Record<string, Record<string, string>>;
  unknown: string;
  /** By code; a code with several sentences has a word after a point. */
  messages: Record<string, Message>;
  /** How values of a kind have to be written, in words. */
  forms: Record<string, string>;
  /** How values of a kind look. */
  formPatterns: Record<string, string>;
  layout: Layout;
  rules: { patterns: Record<string, string> } & RuleLists;
  contact: { mail: string; web: string; post: string };
  siteName: string;
  /** The page that explains the codes. */
  rulesPage: string;
  repository: Repository | null;
}

/** A document that somebody has in hand: one of the library's, or a new one with what is known of it. */
export type Material = Record<string, any> & { source: string; locator: string };

/** What has been typed. */
export interface Draft {
  /** "self": by somebody who does it; "material": by somebody who has documents of it. */
  road: string;
  /** The name that may be shown with a self-account. */
  person: string;
  head: Record<string, any>;
  sections: Record<string, string>;
  materials: Material[];
}

/** A case as it will be written. */
export interface WrittenCase {
  head: Record<string, any>;
  sections: [heading: string, text: string][];
  /** The new sources, which stand in the head, too, and the place of each among the materials. */
  sources: Record<string, any>[];
  places?: number[];
}

/** How much of something a text may have, by the pattern of that thing. */
export type Limits = Record<string, [unit: string, most: number]>;

export interface Layout {
  paragraph: Limits;
  body: Limits;
  deepest: number;
}

/** What the rules of kb check count on besides patterns. */
export interface RuleLists {
  ahead: Record<string, number>;
  analysis: string[];
  citing: string[];
  copied: number;
  headings: string[];
  measures: string[];
  noAmount: string[];
  quoted: number;
  tens: Record<string, number>;
  weights: number[];
  years: [earliest: number, latest: number];
}

export type Rules = RuleLists & Record<"anyMark" | "inside" | "nearly" | "underlined" | "noHeading" | "footnote" | "definition" | "item" | "mark" | "foreign" | "praise" | "quotation" | "block" | "number" | "mobile" | "identity" | "mailbox", RegExp>;

export interface Problem {
  path: string;
  code: string;
  severity: string;
  message: string;
}

export type Path = (string | number)[];

/** Notes a problem of a field: which message, and what is put into its places. */
export type Note = (path: Path, key: string, values?: Record<string, unknown>) => void;

/** A source whose mark can be put into the text. */
export interface CitableSource {
  mark: string;
  title: string;
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What the whole form shares with its parts. */
export interface Form {
  data: FormData;
  draft: Draft;
  /** Show the problems of a field in this place; `control` gets the focus. */
  slot: (path: Path, place: HTMLElement, control: HTMLElement) => HTMLElement;
  watchSources: (refresh: (sources: CitableSource[]) => void) => void;
  changed: (path: Path) => void;
  /** Build the form anew from the draft, where another way or another list of documents asks for it. */
  rebuild: () => void;
}
