// Draw a QR code whose modules Python has worked out (kb/publish/view/qr.py).

/** Blank modules around the code; ISO/IEC 18004 asks for four. */
const QUIET = 4;

/** The modules of a code, a row a text of 0 and 1. @param {string[]} rows Hexadecimal numbers. */
export const rowsOfCode = (rows) =>
  rows.map((row) => [...row].map((digit) => parseInt(digit, 16).toString(2).padStart(4, "0")).join("").padStart(rows.length, "0").slice(-rows.length));

/** The dark runs of a row as the path of a line. @param {string} bits @param {number} at */
function rowPath(bits, at) {
  const width = bits.length;
  let path = "";
  for (let from = bits.indexOf("1"); from >= 0; ) {
    const end = bits.indexOf("0", from) < 0 ? width : bits.indexOf("0", from);
    path += `M${from + QUIET} ${at + QUIET}.5h${end - from}`;
    from = bits.indexOf("1", end);
  }
  return path;
}

/** Return the code as a picture's address, so that it stands in one file with the rest. @param {string[]} rows */
export function qrPicture(rows) {
  const width = rows.length + 2 * QUIET;
  const dark = rowsOfCode(rows).map(rowPath).join("");
  const paths = `<path fill="#fff" d="M0 0h${width}v${width}H0z"/><path stroke="#000" d="${dark}"/>`;
  return `data:image/svg+xml;base64,${btoa(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${width}" shape-rendering="crispEdges">${paths}</svg>`)}`;
}
