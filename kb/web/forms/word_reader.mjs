// Read a filled-in Word form: the titles of its questions say what stands beside them.

import { askedIn, byTitle, clean, isUnanswered, plainTitle, versionIn, withoutHints } from "./filled_form.mjs";
import { refusal, told } from "./refusal.mjs";
import { all, below } from "./xml_tree.mjs";
import { listsOf, WordText } from "./word_text.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */
/** @typedef {import("./types").Question} Question */
/** @typedef {import("./types").Tree} Tree */

/** So much is said of a title that is no question's. */
const LONGEST_TITLE = 30;

/** Return the one case that the file holds. @param {import("./vetting.mjs").Package} file @returns {import("./types").ReadFile} */
export function readWord(file) {
  const { form } = file;
  const [main] = [...file.relations("").values()].filter(({ kind }) => kind === "officeDocument");
  const document = main && file.trees.get(main.target);
  const body = document && below(document, "w:body");
  if (!body) throw refusal(form, "damaged.inside", { program: "Word", kind: ".docx" });
  const mark = body.kids.filter(({ tag }) => tag === "w:p" || tag === "w:sdt").map(wordsOf).join("");
  const version = versionIn(form, mark);
  if (version > form.version) throw refusal(form, "version", { version, own: form.version });
  const numbering = [...file.trees.keys()].find((name) => name.endsWith("/numbering.xml"));
  const reader = new Reader(form, new WordText(listsOf(file.trees.get(numbering || "")), form));
  for (const table of outerTables(body)) reader.read(table);
  if (Object.keys(reader.answers).length < form.limits.least) throw refusal(form, "form.word");
  return { forms: [{ place: "", answers: reader.answers, rows: reader.rows }], leftOut: [...file.leftOut, ...reader.leftOut] };
}

/** Reads one table after another. */
class Reader {
  /** @param {FormPayload} form @param {WordText} text */
  constructor(form, text) {
    this.form = form;
    this.text = text;
    this.titles = byTitle(form.questions);
    this.tables = form.tables.map((table) => ({ ...table, titles: byTitle(table.columns) }));
    /** @type {Record<string, import("./types").Answer>} */
    this.answers = {};
    /** @type {Record<string, import("./types").Row[]>} */
    this.rows = {};
    /** @type {string[]} */
    this.leftOut = [];
    this.last = "";
  }

  /** Read the rows of a table, of questions or of a table of the form. @param {Tree} table */
  read(table) {
    const rows = within(table, "w:tr").map((row) => within(row, "w:tc"));
    for (const [place, cells] of rows.entries()) {
      const framed = this.formWithin(cells);
      framed.forEach((each) => this.read(each));
      if (framed.length) continue;
      const found = this.headIn(cells);
      if (found) {
        this.readRows(found, cells, rows.slice(place + 1));
        return;
      }
      this.readQuestion(cells);
    }
  }

  /** Return the tables of a row that does nothing but hold them; somebody put a frame around the form. @param {Tree[]} cells */
  formWithin(cells) {
    if (cells.length !== 1) return [];
    const [{ kids }] = cells;
    const own = this.text.of({ tag: "", at: {}, text: "", kids: kids.filter(({ tag }) => tag === "w:p") });
    return own.trim() ? [] : kids.filter(({ tag }) => tag === "w:tbl");
  }

  /** @param {Tree[]} cells */
  readQuestion(cells) {
    const texts = cells.map((cell) => clean(this.text.of(cell)));
    for (const [place, text] of texts.entries()) {
      const asked = askedIn(this.titles, text);
      if (asked) {
        const isLast = place + 1 === texts.length;
        this.note(asked[0], isLast ? withoutHints(asked[1], asked[0]) : texts.slice(place + 1).join("\n"), cells[cells.length - 1]);
        return;
      }
    }
    const heads = texts.map((text) => text.trim());
    const more = heads.pop();
    const [title] = heads.filter(Boolean);
    if (more && title) this.leftOut.push(told(this.form, "left.question", { title: [...title.split("\n")[0]].slice(0, LONGEST_TITLE).join("") }));
    if (!this.last || !more || title) return;
    // A cell that WPS merged with the one above: its words go on with the answer there.
    const answer = this.answers[this.last];
    answer.text = `${answer.text}\n${more}`.replace(/^\n+|\n+$/g, "");
  }

  /** @param {Question} question @param {string} said @param {Tree} cell */
  note(question, said, cell) {
    const text = said.trimEnd();
    const place = told(this.form, "place.question", { number: this.form.questions.indexOf(question) + 1 });
    const before = this.answers[question.key];
    if (before && before.text) {
      this.leftOut.push(told(this.form, "left.twice", { place }));
      return;
    }
    this.answers[question.key] = { text: isUnanswered(text, question) ? "" : text, place };
    this.last = question.key;
    if (cell.kids.some((kid) => [...all(kid, "w:tbl")].length)) this.leftOut.push(told(this.form, "left.table", { place }));
  }

  /** Return the table that has most of these columns, at least two where there are as many. @param {Tree[]} cells */
  headIn(cells) {
    const heads = new Set(cells.map((cell) => plainTitle(this.text.of(cell))));
    const count = (/** @type {Map<string, Question>} */ titles) => [...heads].filter((head) => titles.has(head)).length;
    const [best] = this.tables.slice().sort((one, other) => count(other.titles) - count(one.titles));
    return best && count(best.titles) >= Math.min(2, heads.size) ? best : null;
  }

  /** @param {import("./types").Table & {titles: Map<string, Question>}} table @param {Tree[]} heads @param {Tree[][]} lines */
  readRows(table, heads, lines) {
    const questions = heads.map((cell) => table.titles.get(plainTitle(this.text.of(cell))));
    const read = (this.rows[table.key] = this.rows[table.key] || []);
    for (const cells of lines) {
      const place = told(this.form, "place.table", { table: table.title, number: read.length + 1 });
      /** @type {Record<string, import("./types").Answer>} */
      const answers = {};
      cells.forEach((cell, column) => {
        const question = questions[column];
        if (!question) return;
        const text = clean(this.text.of(cell)).trim();
        answers[question.key] = { text: isUnanswered(text, question) ? "" : text, place: `${place}“${question.title}”` };
      });
      if (Object.values(answers).some(({ text }) => text)) read.push({ answers, place });
    }
  }
}

/** Return the rows of a table or the cells of a row; a control may stand around one. @param {Tree} tree @param {string} wanted @returns {Tree[]} */
function within(tree, wanted) {
  return tree.kids.flatMap((kid) => {
    // A row that was deleted, on record, is none.
    if (kid.tag === wanted) return below(kid, "w:trPr", "w:del") ? [] : [kid];
    const content = kid.tag === "w:sdt" ? below(kid, "w:sdtContent") : null;
    return content ? within(content, wanted) : [];
  });
}

/** Yield tables that stand in no cell. @param {Tree} tree @returns {Iterable<Tree>} */
function* outerTables(tree) {
  for (const kid of tree.kids) {
    if (kid.tag === "w:tbl") yield kid;
    if (kid.tag !== "w:tc") yield* outerTables(kid);
  }
}

/** @param {Tree} tree */
function wordsOf(tree) {
  return [...all(tree, "w:t")].map(({ text }) => text).join("");
}
