// Draw the slides of a pack as a PowerPoint file, as kb/publish/exports/slides/powerpoint.py does.
/** @import { Flow, Marks, Run, Slide } from "./read_slide.mjs" */
import JSZip from "jszip";
import PptxGenJS from "pptxgenjs";
import { rowsOfCode } from "../workshop/qr.mjs";
import { LAYOUT, rowHeights, sizeFor, tableSize } from "./measures.mjs";
import { readSlide } from "./read_slide.mjs";

const { colours, sizes } = LAYOUT;
const LIBRARY = "教育信息化典型案例库";
const LICENCE = "案例内容按 CC BY 4.0 许可使用，请注明出处。";
/** Blank modules around a code, and dots a module. */
const QUIET = 4;
const DOTS = 8;
const POINTS = 72;
/** How much of a slide words take above a table. */
const WORDS_ABOVE = 0.45;
/** How a table is parted whose last column is a plot; and its margin, its words and its dots, in inches. */
const PLOT_COLUMNS = [0.48, 0.24, 0.28];
const EDGE = 0.2;
const TICK = 0.4;
const DOT = 0.12;

/** @param {number[]} room */
const at = ([x, y, w, h]) => ({ x, y, w, h });
// Where nothing is said of the side, this library begins a paragraph at every run of a list.
const PLAIN = { fontFace: LAYOUT.font, lang: "zh-CN", margin: 0, align: /** @type {const} */ ("left"), valign: /** @type {const} */ ("top"), fit: /** @type {const} */ ("shrink") };

/** The code as a picture. @param {string[]} code */
function codePicture(code) {
  const rows = rowsOfCode(code);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = (rows.length + 2 * QUIET) * DOTS;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  rows.forEach((row, y) => [...row].forEach((bit, x) => bit === "1" && pen.fillRect((x + QUIET) * DOTS, (y + QUIET) * DOTS, DOTS, DOTS)));
  return canvas.toDataURL("image/png");
}

/** @param {Run[][]} lines @param {number} size @param {boolean} isNumbered */
function textOf(lines, size, isNumbered) {
  return lines.flatMap((line, number) =>
    line.map(({ text, strong, mark }, place) => ({
      text,
      options: {
        bold: strong,
        superscript: mark,
        color: mark ? colours.mark : colours.ink,
        align: PLAIN.align,
        breakLine: place === line.length - 1 && number < lines.length - 1,
        ...(isNumbered ? { bullet: { type: /** @type {const} */ ("number"), indent: size * 1.6 } } : {}),
        ...(number ? { paraSpaceBefore: size * 0.4 } : {}),
      },
    })),
  );
}

/** Who gives what to whom, in shapes that can be moved. @param {PptxGenJS.Slide} made @param {Flow} flow */
function drawFlow(made, flow) {
  const [left, top, width, height] = LAYOUT.flow;
  const scale = Math.min(width / flow.width, height / flow.height);
  const room = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w, /** @type {number} */ h) => at([left + x * scale, top + y * scale, w * scale, h * scale]);
  const words = (/** @type {number} */ units) => ({ ...PLAIN, align: /** @type {const} */ ("center"), valign: /** @type {const} */ ("middle"), color: colours.ink, fontSize: Math.floor(units * scale * POINTS) });
  const line = (/** @type {boolean} */ isDashed) => ({ color: colours.ink, width: 1.25, dashType: isDashed ? /** @type {const} */ ("dash") : /** @type {const} */ ("solid") });
  for (const { x, y, width: wide, height: high, words: name, isDashed } of flow.parties) {
    made.addText(name, { ...words(14), ...room(x, y, wide, high), shape: "roundRect", rectRadius: 0.06, line: line(isDashed) });
  }
  for (const { x, y, width: wide, isLeftwards, isDashed, lines } of flow.given) {
    const end = isLeftwards ? "beginArrowType" : "endArrowType";
    made.addShape("line", { ...room(x, y, wide, 0), line: { ...line(isDashed), [end]: "triangle" } });
    // The first line stands above the arrow, the others below.
    lines.forEach((text, number) => made.addText(text, { ...words(13), ...room(x, number ? y + 4 + 18 * (number - 1) : y - 22, wide, 18) }));
  }
}

/** @param {PptxGenJS.Slide} made @param {string[][]} rows @param {number[]} room @param {Marks[]} marks */
function drawTable(made, rows, [x, y, w, h], marks) {
  const rest = rows[0].length - 1;
  const columns = marks.length ? PLOT_COLUMNS.map((part) => part * w) : [LAYOUT.firstColumn, ...Array(rest).fill((w - LAYOUT.firstColumn) / rest)];
  const size = tableSize(rows, columns, h, sizes.rows);
  const heights = rowHeights(rows, columns, size);
  const cell = (/** @type {number} */ row) => (/** @type {string} */ text, /** @type {number} */ column) => ({
    text,
    options: row ? { bold: !column, color: colours.ink } : { bold: true, color: "FFFFFF", fill: { color: colours.mark } },
  });
  made.addTable(
    rows.map((row, number) => row.map(cell(number))),
    { x, y, w, colW: columns, rowH: heights, fontSize: size, fontFace: LAYOUT.font, valign: "top", border: { type: "solid", pt: 0.75, color: colours.line } },
  );
  drawPlot(made, marks, heights, [x + columns[0] + columns[1], y, columns[2]]);
}

/** Effects on one axis over the last column, in shapes that can be moved. @param {PptxGenJS.Slide} made @param {Marks[]} marks @param {number[]} heights @param {number[]} room Left, top and width. */
function drawPlot(made, marks, heights, [left, top, width]) {
  const axis = (/** @type {number} */ percent) => left + EDGE + ((width - 2 * EDGE) * percent) / 100;
  marks.forEach(({ words, lines, dots }, row) => {
    const middle = top + heights.slice(0, row).reduce((sum, one) => sum + one, 0) + heights[row] / 2;
    for (const [text, percent] of words) {
      made.addText(text, { ...PLAIN, x: axis(percent) - TICK / 2, y: middle - 0.12, w: TICK, h: 0.24, align: "center", valign: "middle", fontSize: 11, color: "FFFFFF" });
    }
    for (const [from, to] of lines) {
      // An upright line is where nothing differs.
      const isZero = from === to;
      made.addShape("line", { x: axis(from), y: isZero ? middle - heights[row] / 2 : middle, w: axis(to) - axis(from), h: isZero ? heights[row] : 0, line: { color: isZero ? colours.soft : colours.mark, width: isZero ? 1 : 2 } });
    }
    for (const percent of dots) made.addShape("ellipse", { x: axis(percent) - DOT / 2, y: middle - DOT / 2, w: DOT, h: DOT, fill: { color: colours.mark } });
  });
}

/** @param {PptxGenJS} deck @param {Slide} slide @param {string[]} notes @param {string[] | null} code */
function draw(deck, slide, notes, code) {
  const { isCover, title, small, large, items, rows, marks, entries, flow } = slide;
  const place = isCover ? { ...LAYOUT, ...LAYOUT.cover } : LAYOUT;
  const made = deck.addSlide({ masterName: isCover ? "封面" : code ? "标题和二维码" : "标题和内容" });
  const head = code ? LAYOUT.titleBesideCode : place.title;
  const foot = isCover ? LICENCE : slide.foot;
  const body = foot ? LAYOUT.bodyAboveFoot : LAYOUT.bodyAlone;
  const plain = (/** @type {string} */ words, /** @type {number[]} */ room) => words && made.addText(words, { ...PLAIN, ...at(room), fontSize: sizes.small, color: colours.soft });
  const sized = (/** @type {Run[][]} */ lines, /** @type {number[]} */ room, /** @type {number[]} */ choice, isNumbered = false) => {
    if (!lines.length || !lines[0].length) return;
    const size = sizeFor(lines.map((line) => line.map(({ text }) => text).join("")), room, choice);
    made.addText(textOf(lines, size, isNumbered), { ...PLAIN, ...at(room), fontSize: size });
  };
  made.addText(title, { ...PLAIN, placeholder: "title", valign: "middle", bold: true, color: colours.ink, fontSize: sizeFor([title], head, isCover ? sizes.cover : sizes.title) });
  plain(small, place.small);
  const [x, y, w, h] = body;
  const above = [x, y, w, h * WORDS_ABOVE];
  sized([large], isCover ? LAYOUT.cover.large : flow ? LAYOUT.beside : rows.length ? above : body, sizes.large);
  if (flow) drawFlow(made, flow);
  if (code) made.addImage({ data: codePicture(code), ...at(LAYOUT.code), altText: `${title}的网址二维码` });
  sized(items, body, sizes.items, true);
  if (rows.length) drawTable(made, rows, large.length ? [x, y + h * WORDS_ABOVE, w, h * (1 - WORDS_ABOVE)] : body, marks);
  sized(entries.map((text) => [{ text }]), body, sizes.entries);
  plain(foot, LAYOUT.foot);
  if (notes.length) made.addNotes(notes.join("\n"));
}

/**
 * Make a PowerPoint file.
 *
 * @param {{ slide: Element, notes: string[], code: string[] | null }[]} slides
 * @param {string} title
 */
export async function powerpointOf(slides, title) {
  const deck = new PptxGenJS();
  const [width, height] = LAYOUT.size;
  deck.defineLayout({ name: "KB", width, height });
  deck.layout = "KB";
  deck.theme = { headFontFace: LAYOUT.font, bodyFontFace: LAYOUT.font };
  deck.title = title;
  deck.author = deck.company = LIBRARY;
  for (const [name, room] of /** @type {const} */ ([["封面", LAYOUT.cover.title], ["标题和内容", LAYOUT.title], ["标题和二维码", LAYOUT.titleBesideCode]])) {
    const footer = { fontFace: LAYOUT.font, fontSize: sizes.footer, color: colours.soft };
    deck.defineSlideMaster({
      title: name,
      background: { color: "FFFFFF" },
      objects: [
        { placeholder: { options: { name: "title", type: "title", ...at(room), margin: 0 }, text: "" } },
        { text: { text: `${LIBRARY} · CC BY 4.0`, options: { ...at(LAYOUT.footer), ...footer, margin: 0 } } },
      ],
      slideNumber: { ...at(LAYOUT.number), ...footer, align: "right" },
    });
  }
  for (const { slide, notes, code } of slides) draw(deck, readSlide(slide), notes, code);
  return corrected(/** @type {Blob} */ (await deck.write({ outputType: "blob" })));
}

/** What stands between two runs of a paragraph. */
const AGAIN = /<\/a:r><a:pPr\b[^>]*?(?:\/>|>.*?<\/a:pPr>)/g;

/** The library writes the properties of a paragraph before each of its runs, and PowerPoint takes the second for damage. @param {Blob} file */
async function corrected(file) {
  const zip = await JSZip.loadAsync(file);
  for (const name of Object.keys(zip.files).filter((each) => /^ppt\/slides\/slide\d+\.xml$/.test(each))) {
    const xml = await zip.files[name].async("string");
    zip.file(name, xml.replace(AGAIN, "</a:r>"));
  }
  return zip.generateAsync({ type: "blob", compression: "DEFLATE" });
}

window.kbPowerpoint = powerpointOf;
