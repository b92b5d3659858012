// The shapes that the submission form passes around; kb/publish/submission describes the fields.

/** A sentence of kb check with places in braces. */
export interface Message {
  severity: string;
  message: string;
}

export type Choice = [value: string, label: string, meaning: string];

/** A field of the form. */
export interface Field {
  key: string;
  title: string;
  /** What messages call it. */
  name: string;
  kind: string;
  help: string;
  example: string;
  required: boolean;
  /** Whether 未知 may be written. */
  unknown: boolean;
  min: number;
  max: number;
  /** A list begins with an item. */
  least: number;
  choices: Choice[];
  fields: Field[];
  /** What an item of a list is called, and the button that adds one. */
  item?: string;
  add?: string;
}

export interface Repository {
  address: string;
  kind: string;
  branch: string;
}

/** What the page hands to the form. */
export interface FormData {
  steps: { title: string; help: string; fields: Field[] }[];
  sections: { heading: string; help: string }[];
  sourceFields: Field[];
  /** Keys of the front matter in order. */
  order: string[];
  regions: [code: string, name: string, slug: string][];
  preview: [fact: string, label: string][];
  sources: [id: string, title: string, tier: string][] | null;
  /** The file that lists them. */
  sourceList: string;
  cases: [id: string, title: string][] | null;
  termSlugs: Record<string, Record<string, string>>;
  unknown: string;
  reviewStatus: string;
  /** By code; a code with several sentences has a word after a point. */
  messages: Record<string, Message>;
  /** How values of a kind have to be written, in words. */
  forms: Record<string, string>;
  /** How values of a kind look. */
  formPatterns: Record<string, string>;
  layout: Layout;
  rules: { patterns: Record<string, string> } & RuleLists;
  repository: Repository | null;
}

/** What has been typed, in the shape of the fields. */
export interface Draft {
  head: Record<string, any>;
  sections: Record<string, string>;
  sources: Record<string, any>[];
  /** Whether the id is the author's own, not suggested. */
  own: Record<string, boolean>;
}

/** A case as it will be written. */
export interface WrittenCase {
  head: Record<string, any>;
  sections: [heading: string, text: string][];
  sources: Record<string, any>[];
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
  mechanism: [key: string, title: string][];
  analysis: string[];
  ceilings: Record<string, number>;
  citing: string[];
  copied: number;
  devices: string[];
  headings: string[];
  measured: string[];
  measures: string[];
  measuredLevel: number;
  noAmount: string[];
  notStated: string[];
  quoted: number;
  reserved: string[];
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

/** A source that can be cited. */
export interface CitableSource {
  id: string;
  title: string;
  /** Whether it is one of this case's. */
  listed: boolean;
  locator: string;
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What the whole form shares with its parts. */
export interface Form {
  data: FormData;
  draft: Draft;
  /** Show the problems of a field in this place; `control` gets the focus. */
  slot: (path: Path, place: HTMLElement, control: HTMLElement) => HTMLElement;
  control: (path: Path, control: Control, refresh: () => void) => void;
  watchSources: (refresh: (sources: CitableSource[]) => void) => void;
  changed: (path: Path) => void;
}
