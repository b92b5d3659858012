// The shapes of a filled-in Word or Excel form; kb/publish/forms/page_payload.py describes the form itself.

import type { Draft } from "../submission/types";

/** One thing that is asked; `choices` maps what is shown to what is written. */
export interface Question {
  key: string;
  title: string;
  kind: string;
  choices: Record<string, string>;
  placeholder: string;
  hint: string;
}

export interface Table {
  key: string;
  title: string;
  columns: Question[];
}

/** What the site tells the reader of forms. */
export interface FormPayload {
  questions: Question[];
  tables: Table[];
  /** Words by which people name the ways, with their keys. */
  roads: Record<string, string>;
  /** By question: folded word of the vocabulary → its label. */
  labels: Record<string, Record<string, string>>;
  messages: Record<string, string>;
  patterns: Record<string, string>;
  /** The newest version that can be read. */
  version: number;
  /** Titles of the sheets that hold answers. */
  sheets: string[];
  /** Title of the column in which `kb import --dry-run` says what is wrong. */
  remarks: string;
  /** First cells of rows that hold no answers. */
  notRead: string[];
  nothing: string[];
  choose: string;
  ticked: string;
  /** Signs of Word's fonts for boxes: [font, code, box]. */
  boxes: [font: string, code: number, box: string][];
  /** Fetched through relations of these kinds. */
  fetched: string[];
  /** Content type of the main part by kind of file. */
  kinds: Record<string, string>;
  names: Record<string, string>;
  macros: string[];
  /** Ending of an older format → the format that is read. */
  old: Record<string, string>;
  xmlEndings: string[];
  errors: string[];
  limits: Record<"bytes" | "parts" | "unpacked" | "ratio" | "small" | "elements" | "depth" | "rows" | "columns" | "top" | "least" | "merged" | "cell", number>;
}

/** An element without the machinery around it. */
export interface Tree {
  /** As the standard writes it: `w:p`, `s:row`. */
  tag: string;
  at: Record<string, string>;
  kids: Tree[];
  text: string;
}

export interface Entry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** What stands in one cell, and where: 第 6 题, 工作表“案例”D7. */
export interface Answer {
  text: string;
  place: string;
}

export interface Row {
  answers: Record<string, Answer>;
  place: string;
}

/** One case of a file. */
export interface FilledForm {
  place: string;
  answers: Record<string, Answer>;
  rows: Record<string, Row[]>;
}

export interface ReadFile {
  forms: FilledForm[];
  leftOut: string[];
}

export interface Sheet {
  name: string;
  title: string;
  cells: Map<number, Map<number, string>>;
  hidden: number[];
  leftOut: string[];
  epoch: number;
  /** Whether cells are named as in Excel, D7, or by row and title. */
  isLettered: boolean;
}

/** A form as the page takes it in. */
export interface ReadCase {
  title: string;
  unit: string;
  place: string;
  draft: Draft;
  filled: FilledForm;
  /** Names that no place has, with what they may mean. */
  region: { said: string; codes: string[] } | null;
}

export interface ReadCases {
  cases: ReadCase[];
  leftOut: string[];
}

/** Reads XML; the page's is DOMParser. */
export type ParseXml = (text: string, form: FormPayload) => Tree;
