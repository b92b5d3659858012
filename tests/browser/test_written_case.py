"""What is written from a draft is the same whether the page or an office file held it."""

from typing import Any

from playwright.sync_api import Page

from kb.model import BODY_SECTIONS, Corpus
from kb.publish.pages.submit import form_data
from kb.publish.submission.written_case import CaseWriter
from tests.drafts import MATERIAL, SELF

TODAY = "2026-11-27"
#: The page proposes another id, from the place and the practice, where an office file's title is read in pinyin.
IN_THE_PAGE = """async ([data, drafts, today]) => {
  const { writtenCase } = await import("./kb/web/submission/to_case.mjs");
  const { caseText } = await import("./kb/web/submission/case_file.mjs");
  return drafts.map((draft) => {
    const written = writtenCase(data, draft, today);
    written.head.id = "some-id";
    const keys = data.order.filter((key) => written.head[key] !== undefined);
    const head = Object.fromEntries(keys.map((key) => [key, written.head[key]]));
    return caseText({ head, sections: written.sections });
  });
}"""


def blank(field: dict[str, Any]) -> Any:
    if field["kind"] == "group":
        return {part["key"]: blank(part) for part in field["fields"]}
    return [] if field["kind"] in ("choices", "texts") else ""


def test_the_page_and_python_write_the_same_file(corpus: Corpus, client_page: Page) -> None:
    data: Any = form_data(corpus)
    whole = {field["key"]: blank(field) for field in data["fields"]}
    material = {field["key"]: blank(field) for field in data["sourceFields"]} | {"source": "", "locator": ""}
    drafts = [
        {**vars(draft), "head": whole | draft.head, "materials": [material | one for one in draft.materials]}
        for draft in (SELF, MATERIAL)
    ]
    for draft in drafts:
        draft["sections"] = dict.fromkeys(BODY_SECTIONS, "") | draft["sections"]
    writer = CaseWriter(corpus)
    written = [writer.write(draft, "some-id", TODAY).text for draft in (SELF, MATERIAL)]
    assert written == client_page.evaluate(IN_THE_PAGE, [data, drafts, TODAY])
