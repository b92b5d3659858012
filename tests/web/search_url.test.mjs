// An address says what is asked, and nothing else gets through it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, toggleFilter, writeAddress } from "../../kb/web/search/ui/search_url.mjs";

test("an address read and written again is the same", () => {
  const addresses = [
    "",
    "?q=%E8%8A%9C%E6%B9%96",
    "?q=a%26b%3Dc+%23d",
    "?theme=innovation&theme=research&region=330000",
    "?q=x&problem=shortage&evidence=0&evidence=2",
  ];
  for (const address of addresses) assert.equal(writeAddress(readAddress(address)), address);
});

test("an address cannot smuggle in other filters or values", () => {
  const asked = "?theme=<b>&theme=a&theme=a&__proto__=x&constructor=y&stage=%00&sort=constructor&view=list";
  assert.deepEqual(readAddress(asked), { text: "", filters: { theme: ["a"] }, sort: "", view: "" });
});

test("choosing a value twice leaves no trace of it", () => {
  const once = toggleFilter({}, "theme", "a");
  assert.deepEqual(once, { theme: ["a"] });
  assert.deepEqual(toggleFilter(once, "theme", "a"), {});
});

test("a city takes the place of its province", () => {
  const chosen = { region: ["410000", "330000"], theme: ["410000"] };
  const narrowed = toggleFilter(chosen, "region", "410800", ["410000"]);
  assert.deepEqual(narrowed, { region: ["330000", "410800"], theme: ["410000"] });
});
