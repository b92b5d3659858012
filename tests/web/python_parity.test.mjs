// The client analyses, reads and ranks as Python does.
import { test } from "node:test";
import { checkAnalysis, checkAnswers, checkPlaces, checkPostings, checkRandomTexts } from "./checks.mjs";
import { fixture, foldTable } from "./fixtures.mjs";

test("every text of the fixture folds and analyses as in Python", () => checkAnalysis(fixture("analysis"), foldTable()));

for (const name of ["ranking", "expansion", "correction", "language", "missing"]) {
  test(`every query of ${name}.json is answered as in Python`, () => checkAnswers(fixture(name), fixture("browser_index")));
}

test("random text is analysed and answered as in Python", () =>
  checkRandomTexts(fixture("random_texts"), fixture("browser_index"), foldTable()));

test("every division of the country is found by its pinyin", () => checkPlaces(fixture("places")));

test("rows, numbers and shards are read as Python writes them", () => checkPostings(fixture("postings")));
