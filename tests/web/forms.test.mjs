// Zips are unpacked with care, and what people type into cells becomes what kb import makes of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import { Answers } from "../../kb/web/forms/answers.mjs";
import { UNSOLVED, cellText, dayOf, letters, numbersOf } from "../../kb/web/forms/excel_values.mjs";
import { Regions } from "../../kb/web/forms/regions.mjs";
import { refuseDtd, textOf } from "../../kb/web/forms/xml_tree.mjs";
import { BadZip, entriesOf, unpack } from "../../kb/web/forms/zip.mjs";
import { fixture } from "./fixtures.mjs";

const { form, questions, regions, one, several } = fixture("form_answers");
const places = new Regions(regions, form.patterns);
const answers = new Answers(form, (said) => {
  const found = places.meant(said);
  return found.length === 1 ? found[0] : said;
});

for (const question of questions) {
  test(`answers to “${question.title}” are read as in Python`, () => {
    for (const [text, value] of one[question.key]) assert.equal(answers.text(question, text), value, text);
    for (const [text, values] of several[question.key] || []) assert.deepEqual(answers.texts(question, text), values, text);
  });
}

/** A zip of one entry, whose directory may lie. @param {string} words @param {{size?: number, crc?: number}} [lies] */
function zipOf(words, lies = {}) {
  const name = Buffer.from("a.xml");
  const whole = Buffer.from(words);
  const packed = deflateRawSync(whole);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(8, 10);
  head.writeUInt32LE(lies.crc === undefined ? crc32(whole) : lies.crc, 16);
  head.writeUInt32LE(packed.length, 20);
  head.writeUInt32LE(lies.size === undefined ? whole.length : lies.size, 24);
  head.writeUInt16LE(name.length, 28);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(head.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, name, packed, head, name, end]));
}

test("an entry is unpacked whole", async () => {
  const data = zipOf("<a>案例</a>");
  const [entry] = entriesOf(data);
  assert.equal(entry.name, "a.xml");
  assert.equal(textOf(await unpack(data, entry)), "<a>案例</a>");
});

for (const [what, lies] of Object.entries({ "larger than it says": { size: 10 }, "smaller than it says": { size: 2e6 }, "another than it says": { crc: 1 } })) {
  test(`an entry that is ${what} is refused`, async () => {
    const data = zipOf("x".repeat(1e6), lies);
    await assert.rejects(unpack(data, entriesOf(data)[0]), BadZip);
  });
}

test("what is no zip, or half of one, is refused", () => {
  for (const data of [new Uint8Array(100), zipOf("a").slice(0, -10), zipOf("a").slice(40)]) assert.throws(() => entriesOf(data), BadZip);
});

test("a DTD is found behind what may stand before it, and not in the text", () => {
  for (const text of ["<!DOCTYPE x>", '<?xml version="1.0"?><!-- <a> --> <!DOCTYPE x [<!ENTITY a "b">]><x/>']) {
    assert.throws(() => refuseDtd(text, form), /DTD/);
  }
  refuseDtd("<x><![CDATA[<!DOCTYPE x>]]></x>", form);
});

test("text is read in the encoding it has", () => {
  const wide = Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>表</a>', "utf16le");
  assert.match(textOf(wide), /表/);
  assert.throws(() => textOf(Buffer.from('<?xml version="1.0" encoding="x-none"?><a/>')));
  assert.throws(() => textOf(Uint8Array.of(60, 0xff, 0xfe)));
});

test("cells show numbers and dates as people see them", () => {
  const book = { strings: ["甲"], styles: ["", "yyyy-mm-dd", "yyyy年m月", "mmm-yy", '0.0"d"'], is1904: false, errors: ["#N/A"] };
  const cell = (/** @type {string} */ value, kind = "n", style = "0") => cellText({ tag: "s:c", at: { t: kind, s: style }, text: "", kids: [{ tag: "s:v", at: {}, kids: [], text: value }] }, book, () => "");
  assert.equal(cell("0", "s"), "甲");
  assert.throws(() => cell("1", "s"));
  assert.deepEqual(["6800", "6800.50", "1E3", "1e-7", "1.5E+21", "007"].map((value) => cell(value)), ["6800", "6800.5", "1000", "0.0000001", "1500000000000000000000", "7"]);
  assert.deepEqual(["1", "2", "3", "4"].map((style) => cell("45536", "n", style)), ["2024-09-01", "2024-09", "2024-09", "45536"]);
  assert.deepEqual([cell("#N/A", "e"), cell("1", "b"), cell("算出来的", "str")], [UNSOLVED, "是", "算出来的"]);
  assert.equal(dayOf(1, true), "1904-01-02");
  assert.deepEqual([1, 26, 27, 703].map(letters), ["A", "Z", "AA", "AAA"]);
  assert.deepEqual(["A", "Z", "AA", "AAA"].map(numbersOf), [1, 26, 27, 703]);
});
