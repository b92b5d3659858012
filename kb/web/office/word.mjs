// Write a handout as a Word file: what stands on the paper of the workshop page, in styles, lists and tables that can be changed.
import { AlignmentType, BorderStyle, Document, ExternalHyperlink, Footer, Header, HeadingLevel, ImageRun, LevelFormat, LineRuleType, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import { runsOf } from "./read_slide.mjs";

/** @typedef {Paragraph | Table} Block */

const LIBRARY = "教育信息化典型案例库";
const BODY = { ascii: "Times New Roman", hAnsi: "Times New Roman", cs: "Times New Roman", eastAsia: "宋体" };
const HEADING = { ascii: "Arial", hAnsi: "Arial", cs: "Arial", eastAsia: "黑体" };
/** @type {Record<string, (typeof HeadingLevel)[keyof typeof HeadingLevel]>} */
const LEVELS = { H1: HeadingLevel.TITLE, H2: HeadingLevel.HEADING_1, H3: HeadingLevel.HEADING_2 };
const ADDRESS = /(https?:\/\/[A-Za-z0-9\-._~:/?#@!$&*+,;=%]*[A-Za-z0-9\-_~/#=&%+$@*])/;
/** Small grey lines on paper. */
const QUIET = ".kp-library, .kp-who, .kp-self, .kp-gaps, .kp-more, .kp-about, .kp-from";
/** Boxes that hold what is read one by one. */
const BOXES = new Set(["DIV", "SECTION", "HEADER", "FIGURE", "TBODY"]);
/** Lines to write on: so many empty paragraphs. */
const LINES = 2;
const SHARP = 3;
const PICTURE_WIDTH = 320;
/** A page of A4 and its margins, in twentieths of a point; half of them in points of type. */
const PAGE = { width: 11906, height: 16838 };
const MARGIN = 1134;
const WIDTH = PAGE.width - 2 * MARGIN;

/** Words with their addresses as links. @param {Node} node @param {{ bold?: boolean, color?: string }} [look] @returns {(TextRun | ExternalHyperlink)[]} */
function textOf(node, look = {}) {
  /** @type {(TextRun | ExternalHyperlink)[]} */
  const parts = [];
  for (const { text, strong, mark } of runsOf(node)) {
    for (const [at, part] of text.split(ADDRESS).entries()) {
      const run = (/** @type {object} */ more) => new TextRun({ text: part, bold: strong || look.bold, superScript: mark, color: look.color, ...more });
      if (part) parts.push(at % 2 ? new ExternalHyperlink({ link: part, children: [run({ style: "Hyperlink" })] }) : run({}));
    }
  }
  return parts;
}

/** The picture as dots. @param {Element} svg @returns {Promise<Block[]>} */
async function pictureOf(svg) {
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
  copy.style.color = "#1b2326";
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const data = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (char) => char.charCodeAt(0));
  const words = svg.getAttribute("aria-label") || "";
  const transformation = { width: PICTURE_WIDTH, height: Math.round((PICTURE_WIDTH * height) / width) };
  return [new Paragraph({ children: [new ImageRun({ type: "png", data, transformation, altText: { name: "谁给谁什么", title: "谁给谁什么", description: words } })] })];
}

/** @param {Element[][]} rows Cells of each row; those that are heads are bold. */
function tableOf(rows) {
  const most = Math.max(...rows.map((row) => row.length));
  const narrow = Math.round(WIDTH / (most + 1));
  const widths = Array.from({ length: most }, (_, at) => (at ? Math.round((WIDTH - narrow) / (most - 1)) : narrow));
  const cell = (/** @type {Element} */ part, /** @type {number} */ at) =>
    new TableCell({ width: { size: widths[at], type: WidthType.DXA }, children: [new Paragraph({ children: textOf(part, { bold: part.matches("th, dt") }), spacing: { after: 0 } })] });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    margins: { top: 40, bottom: 40, left: 100, right: 100 },
    rows: rows.map((row) => new TableRow({ cantSplit: true, tableHeader: Boolean(row[0].closest("thead")), children: row.map(cell) })),
  });
}

class Writer {
  constructor() {
    this.lists = 0;
  }

  /** @param {Element} part @returns {Promise<Block[]>} */
  async blocks(part) {
    if (part.matches("[aria-hidden], img")) return [];
    if (part.matches("svg")) return pictureOf(part);
    if (part.matches(".kp-lines")) return Array.from({ length: LINES }, () => new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: "9AA29F" } } }));
    if (part.tagName in LEVELS) return [new Paragraph({ heading: LEVELS[part.tagName], children: textOf(part) })];
    if (part.matches("ol, ul")) return this.list(part);
    if (part.matches("dl")) return [tableOf([...part.children].map(({ children }) => [...children])), new Paragraph({})];
    if (part.matches("table")) return [tableOf([...part.querySelectorAll("tr")].map(({ children }) => [...children])), new Paragraph({})];
    if (part.matches("blockquote")) return [new Paragraph({ style: "Quote", children: textOf(part) })];
    if (part.matches(".kp-ref")) return [new Paragraph({ style: "Reference", children: textOf(part) })];
    if (BOXES.has(part.tagName)) return this.inside(part);
    return [new Paragraph({ children: textOf(part, part.matches(QUIET) ? { color: "4D5857" } : {}) })];
  }

  /** @param {Element} part @returns {Promise<Block[]>} */
  async inside(part) {
    /** @type {Block[]} */
    const blocks = [];
    for (const child of part.children) blocks.push(...(await this.blocks(child)));
    return blocks;
  }

  /** @param {Element} part */
  async list(part) {
    this.lists += 1;
    const look = part.matches("ol") ? { numbering: { reference: "numbers", level: 0, instance: this.lists } } : { bullet: { level: 0 } };
    /** @type {Block[]} */
    const blocks = [];
    for (const item of part.children) {
      const [first, ...rest] = [...item.children].filter((child) => child.matches("p, div"));
      blocks.push(new Paragraph({ ...look, children: textOf(first || item) }));
      for (const more of rest) blocks.push(...(await this.blocks(more)));
    }
    return blocks;
  }
}

/** @param {Element} page @param {number} at @param {Writer} writer */
async function pageOf(page, at, writer) {
  const blocks = await writer.inside(page);
  return at ? [new Paragraph({ pageBreakBefore: true, spacing: { after: 0 } }), ...blocks] : blocks;
}

/**
 * Make a Word file.
 *
 * @param {Element} pack A handout.
 * @param {string} title
 */
export async function wordOf(pack, title) {
  const writer = new Writer();
  /** @type {Block[]} */
  const children = [];
  for (const [at, page] of [...pack.children].entries()) children.push(...(await pageOf(page, at, writer)));
  const small = (/** @type {(string | import("docx").IRunOptions["children"])[]} */ ...parts) =>
    parts.map((part) => new TextRun(typeof part === "string" ? { text: part, size: 18, color: "595959" } : { children: part, size: 18, color: "595959" }));
  const footer = () =>
    new Footer({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: small(`${LIBRARY} · CC BY 4.0 · 第 `, [PageNumber.CURRENT], " 页，共 ", [PageNumber.TOTAL_PAGES], " 页"),
        }),
      ],
    });
  const heading = (/** @type {number} */ size) => ({ run: { font: HEADING, size, bold: true, color: "000000" }, paragraph: { keepNext: true, spacing: { before: 200, after: 100 } } });
  const made = new Document({
    title,
    creator: LIBRARY,
    styles: {
      default: {
        document: { run: { font: BODY, size: 22, language: { value: "en-US", eastAsia: "zh-CN" } }, paragraph: { spacing: { line: 320, lineRule: LineRuleType.AUTO, after: 80 } } },
        title: heading(40),
        heading1: heading(30),
        heading2: heading(24),
      },
      paragraphStyles: [
        { id: "Quote", name: "Quote", basedOn: "Normal", paragraph: { indent: { left: 400, right: 400 } } },
        { id: "Reference", name: "参考文献", basedOn: "Normal", run: { size: 19 }, paragraph: { indent: { left: 567, hanging: 567 } } },
      ],
    },
    numbering: {
      config: [{ reference: "numbers", levels: [{ level: 0, format: LevelFormat.DECIMAL, text: "%1.", alignment: AlignmentType.START, style: { paragraph: { indent: { left: 567, hanging: 567 } } } }] }],
    },
    sections: [
      {
        properties: { titlePage: true, page: { size: PAGE, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        headers: { default: new Header({ children: [new Paragraph({ alignment: AlignmentType.END, children: small(title) })] }) },
        footers: { default: footer(), first: footer() },
        children,
      },
    ],
  });
  return Packer.toBlob(made);
}

window.kbWord = wordOf;
