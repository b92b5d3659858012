"""A school says what it is like: each answer changes what it is shown, and every case says why it fits."""

from typing import Any

from playwright.sync_api import Page, expect

from kb.model import Corpus
from tests.browser.ready import Open

WUHU = "region=340000&stage=primary&kind=teaching-point&problem=teaching-point-courses&help=school"


def opened(page: Page, base: str, asked: str = "") -> Page:
    page.goto(f"{base}fit.html{asked and '?'}{asked}")
    expect(page.locator("#kb-fit-status")).not_to_be_empty()
    return page


def status(page: Page) -> Any:
    return page.locator("#kb-fit-status")


#: Gives one set of answers after the other, as the steps back and forward do; returns all that the page says to each.
SAID = """async (asked) => {
  const give = (answers) => {
    history.replaceState(null, "", location.pathname + answers);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  const said = [];
  for (const answers of asked) {
    give("");
    give(`?${answers}`);
    while (!document.querySelector(".kb-fit, .kb-empty")) await new Promise(requestAnimationFrame);
    const parts = ["status", "notes", "cases"].map((name) => document.getElementById(`kb-fit-${name}`));
    said.push(parts.map((part) => part.innerText).join(" "));
  }
  return said;
}"""


def answers(page: Page) -> list[tuple[str, str]]:
    """Return every answer that the page offers, but for saying nothing."""
    offered = page.locator("#kb-fit :is(input, option)").evaluate_all(
        "(all) => all.map((one) => [one.name || one.parentNode.name, one.value])"
    )
    return [(name, value) for name, value in offered if value]


def test_nothing_is_shown_before_a_question_is_answered_and_a_case_says_why_it_fits(page: Page, http_url: str) -> None:
    opened(page, http_url)
    assert page.locator("#kb-fit legend").all_inner_texts() == [
        "1. 在哪里？",
        "2. 什么样的学校？",
        "3. 最头疼的一件事？",
        "4. 谁能帮忙？可以多选",
    ]
    expect(status(page)).to_have_text("答一个问题，这里就有结果。")
    expect(page.locator(".kb-fit")).to_have_count(0)
    page.get_by_label("省份").select_option("安徽省")
    page.get_by_label("教学点", exact=True).check()
    page.get_by_label("教学点开不齐课").check()
    page.get_by_label("有别的学校愿意带我们").check()
    expect(status(page)).to_have_text("1 个案例合适，最合适的在前")
    card = page.locator(".kb-fit")
    expect(card.locator("h3")).to_contain_text("芜湖")
    expect(card.locator(".kb-row-meta")).to_contain_text("安徽省 芜湖市 · 2014 年")
    said = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
    assert said["为什么合适"] == "要解决的也是“教学点开不齐课”；写的就是教学点；就在您这个省。"
    assert said["先定下来"].startswith("要有教育局牵头，先去问。先定哪几门课。")
    assert "参加的县、镇学校和教学点各有多少" in said["还不知道"]
    assert "region=340000" in page.url
    assert "help=school" in page.url


def test_every_answer_that_is_offered_changes_what_is_shown(page: Page, http_url: str, corpus: Corpus) -> None:
    offered = answers(opened(page, http_url))
    assert {name for name, _ in offered} == {"region", "stage", "kind", "problem", "help"}, "none says how many pupils"
    kinds = {label for case in corpus.cases for label in case.setting.kind}
    assert len([1 for name, _ in offered if name == "kind"]) == len(kinds)
    assert not {("kind", "village-school"), ("stage", "compulsory")} & {*offered}
    # On its own each gives another result; with a case in view, it changes that.
    asked = [f"stage=primary&{name}={value}" if name != "stage" else f"stage={value}" for name, value in offered]
    assert "stage=primary" in asked
    seen: dict[str, str] = {}
    for one, said in zip(asked, page.evaluate(SAID, asked), strict=True):
        assert said not in seen, f"{one} says the same as {seen.get(said)}"
        seen[said] = one


def test_a_province_without_cases_is_told_so_and_a_case_of_another_stage_says_so(page: Page, http_url: str) -> None:
    opened(page, http_url, "region=520000")
    expect(page.locator("#kb-fit-notes")).to_contain_text("贵州省还没有案例")
    expect(page.locator(".kb-fit").first).to_contain_text("就在邻省")
    opened(page, http_url, "problem=teaching-mode-renewal&stage=primary")
    expect(page.locator(".kb-fit", has_text="郑州二中")).to_contain_text("不同的是学段（高中）")
    order = page.locator(".kb-fit").evaluate_all("(cards) => cards.map((card) => card.dataset.case)")
    assert order.index("zhengzhou-no2-mobile-self-learning") >= 2, "a case of one's own stage comes first"


def test_answers_live_in_the_address_and_an_old_address_leads_here(page: Page, http_url: str) -> None:
    opened(page, http_url, WUHU)
    for name, value in (pair.split("=") for pair in WUHU.split("&")):
        chosen = page.locator(f"#kb-fit :is(input[name={name}]:checked, select[name={name}])")
        expect(chosen).to_have_value(value)
    page.goto(f"{http_url}self-check.html?problem=teaching-point-courses&stage=primary&net=school&budget=0")
    page.wait_for_url("**/fit.html?*")
    expect(page.locator(".kb-fit h3").first).to_contain_text("芜湖")
    expect(page.locator("#kb-fit input[name=stage]:checked")).to_have_value("primary")


def test_every_answer_is_as_large_as_a_finger_and_the_result_stays_within_reach(open_page: Open) -> None:
    page = open_page(f"fit.html?{WUHU}", height=667)
    expect(page.locator(".kb-fit")).to_have_count(1)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 667})
        heights = page.locator(".kb-choices label").evaluate_all("(all) => all.map((one) => one.offsetHeight)")
        assert min(heights) >= 43.5, width
    bar = page.locator(".kb-fit-go").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] <= 667
    page.get_by_role("link", name="看结果（1 个案例）").click()
    expect(page.locator(".kb-fit h3")).to_be_in_viewport()
