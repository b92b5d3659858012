// Draw a poster of a case: its title, one sentence, and a code that leads to its page. Loaded when it is asked for.
import { rowsOfCode } from "../workshop/qr.mjs";

/** @import { Case } from "../case/types" */

const WIDTH = 750;
const MARGIN = 60;
const CODE = 210;
const FONT = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const COLOURS = { paper: "#fffefb", ink: "#1b2326", soft: "#55605f", mark: "#0b5563" };
/** Never first in a line. */
const CLOSING = /[，。、；：？！”’）》…]/;

/**
 * The lines that a text takes at a width.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} width
 */
function linesOf(context, text, width) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  // Words and figures in Latin letters stay whole.
  for (const piece of text.match(/[\w.%/:-]+|[^]/gu) || []) {
    if (line && context.measureText(line + piece).width > width && !CLOSING.test(piece)) {
      lines.push(line);
      line = piece.trim();
    } else line += piece;
  }
  return line ? [...lines, line] : lines;
}

/**
 * Return the poster as a picture.
 *
 * @param {Case} one
 * @param {string} address Where the page is; empty where nobody else could open it.
 */
export function posterOf(one, address) {
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { facts } = one;
  const texts = [
    { text: facts.title, font: `700 46px ${FONT}`, height: 64, colour: COLOURS.ink, space: 24 },
    { text: `${facts.region} · ${facts["practice.as_of"].slice(0, 4)} 年 · ${facts["unit.name"]}`, font: `26px ${FONT}`, height: 40, colour: COLOURS.soft, space: 36 },
    { text: facts.summary, font: `33px ${FONT}`, height: 58, colour: COLOURS.ink, space: 36 },
    { text: `证据：${facts.evidence.level} 级 ${facts.evidence.label}${facts.evidence.level < 2 ? "，未经评估" : ""}`, font: `26px ${FONT}`, height: 40, colour: COLOURS.mark, space: 40 },
  ];
  const laid = texts.map((part) => {
    context.font = part.font;
    return { ...part, lines: linesOf(context, part.text, WIDTH - 2 * MARGIN) };
  });
  const head = 110;
  const foot = CODE + 2 * MARGIN - 20;
  const body = laid.reduce((sum, { lines, height, space }) => sum + lines.length * height + space, 50);
  [canvas.width, canvas.height] = [WIDTH, head + body + foot];
  context.fillStyle = COLOURS.paper;
  context.fillRect(0, 0, WIDTH, canvas.height);
  context.fillStyle = COLOURS.mark;
  context.fillRect(0, 0, WIDTH, head);
  context.textBaseline = "middle";
  context.fillStyle = "#fff";
  context.font = `700 32px ${FONT}`;
  context.fillText("教育信息化典型案例库", MARGIN, head / 2);
  let top = head + 50;
  for (const { lines, font, height, colour, space } of laid) {
    context.font = font;
    context.fillStyle = colour;
    for (const line of lines) {
      context.fillText(line, MARGIN, top + height / 2);
      top += height;
    }
    top += space;
  }
  context.fillStyle = COLOURS.mark;
  context.fillRect(MARGIN, top, WIDTH - 2 * MARGIN, 3);
  top += 30;
  const isCoded = Boolean(one.qr);
  if (one.qr) drawCode(context, one.qr, MARGIN, top);
  const left = isCoded ? MARGIN + CODE + 30 : MARGIN;
  context.fillStyle = COLOURS.ink;
  context.font = `30px ${FONT}`;
  context.fillText(isCoded ? "扫码看全文和出处" : "全文和出处", left, top + 60);
  context.fillStyle = COLOURS.soft;
  context.font = `22px ${FONT}`;
  const said = address || "教育信息化典型案例库（离线副本）";
  linesOfAddress(context, said, WIDTH - MARGIN - left).forEach((line, at) => context.fillText(line, left, top + 105 + 30 * at));
  return canvas;
}

/** An address may break anywhere. @param {CanvasRenderingContext2D} context @param {string} text @param {number} width */
function linesOfAddress(context, text, width) {
  /** @type {string[]} */
  const lines = [""];
  for (const char of text) {
    const last = lines.length - 1;
    if (context.measureText(lines[last] + char).width > width) lines.push(char);
    else lines[last] += char;
  }
  return lines;
}

/** @param {CanvasRenderingContext2D} context @param {string[]} rows @param {number} left @param {number} top */
function drawCode(context, rows, left, top) {
  const quiet = 4;
  const size = Math.floor(CODE / (rows.length + 2 * quiet));
  context.fillStyle = "#fff";
  context.fillRect(left, top, size * (rows.length + 2 * quiet), size * (rows.length + 2 * quiet));
  context.fillStyle = "#000";
  rowsOfCode(rows).forEach((row, y) =>
    [...row].forEach((module, x) => module === "1" && context.fillRect(left + (x + quiet) * size, top + (y + quiet) * size, size, size)),
  );
}

window.kbPoster = posterOf;
