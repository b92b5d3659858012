"""Readers narrow the studies, send the address to a colleague, and go from a dot of the plot to its study."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.ready import Open, open_ready


def test_what_is_chosen_is_shown_counted_and_in_the_address_and_a_group_goes_with_its_last_row(
    open_page: Open,
) -> None:
    page = open_page("research/index.html")
    cards, groups = page.locator(".kb-study:visible"), page.locator(".kb-forest tbody")
    all_of_them = cards.count()
    expect(groups).to_have_count(1)
    page.get_by_label("研究设计").select_option("随机试验")
    expect(page.locator("#kb-studies [role=status]")).to_have_text(f"{cards.count()} 项研究")
    assert 0 < cards.count() < all_of_them
    expect(groups).to_have_attribute("hidden", "")
    again = open_page("research/index.html?" + page.url.partition("?")[2])
    expect(again.get_by_label("研究设计")).to_have_value("随机试验")
    assert again.locator(".kb-study:visible").count() == cards.count()
    page.get_by_label("研究设计").select_option("全部")
    expect(groups).not_to_have_attribute("hidden", "")


def test_results_say_where_studies_stand_on_what_most_of_them_do(page: Page, http_url: str) -> None:
    def with_studies(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"flipped-classroom:3"', '"market-competition:7"'))

    page.route("**/cases/index.html*", with_studies)
    line = page.locator(".kb-research-line")
    open_ready(page, http_url, "cases/index.html")
    assert line.count() == 0, "nothing was asked"
    open_ready(page, http_url, "cases/index.html?theme=teaching-innovation")
    assert line.count() == 0, "none of them does it"
    open_ready(page, http_url, "cases/index.html?theme=infrastructure-mechanism")
    expect(line).to_have_text("这些案例多是“引入市场竞争”：7 项研究怎么说")
    line.get_by_role("link").click()
    page.wait_for_url("**/models/market-competition.html#research")


def test_a_row_of_the_plot_leads_to_its_study(open_page: Open) -> None:
    page = open_page("models/flipped-classroom.html")
    link = page.locator(".kb-forest tbody a").first
    title = link.inner_text()
    link.click()
    expect(page.locator(".kb-study:target h3")).to_have_text(title)


def test_on_paper_a_closed_card_tells_its_limits_and_an_opened_one_all(open_page: Open) -> None:
    page = open_page("research/index.html")
    opened, closed = page.locator(".kb-study").nth(0), page.locator(".kb-study").nth(1)
    opened.locator("summary").click()
    page.emulate_media(media="print")
    for card in (opened, closed):
        expect(card.get_by_text("局限", exact=True)).to_be_visible()
        expect(card.get_by_text("研究了谁", exact=True)).to_be_visible()
    expect(opened.get_by_text("怎么引用", exact=True)).to_be_visible()
    expect(closed.get_by_text("怎么引用", exact=True)).to_be_hidden()
    is_drawn = "(one) => one.checkVisibility({contentVisibilityAuto: true})"
    assert closed.locator(".kb-brief").last.evaluate(is_drawn)

    # An older browser prints only a card that is open, so it is opened for as long as that takes.
    older = "@media print { .kb-study details:not([open])::details-content { content-visibility: hidden !important } }"
    page.add_style_tag(content=older)
    limits = closed.get_by_text("局限", exact=True)
    assert not limits.evaluate(is_drawn)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert limits.evaluate(is_drawn)
    expect(closed.get_by_text("怎么引用", exact=True)).to_be_hidden()
    expect(opened.get_by_text("怎么引用", exact=True)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(closed.locator("details")).not_to_have_attribute("open", "")
    expect(opened.locator("details")).to_have_attribute("open", "")


def test_twelve_studies_stand_first_and_a_named_one_is_in_sight(page: Page, http_url: str) -> None:
    def with_fifteen(route: Route) -> None:
        answer = route.fetch()
        (first, *_) = re.findall(r'<article class="kb-study".*?</article>', answer.text(), re.DOTALL)
        more = "".join(re.sub(r'id="study-[^"]+"', f'id="study-{number}"', first) for number in range(12))
        route.fulfill(response=answer, body=answer.text().replace(first, first + more))

    page.route("**/research/index.html*", with_fifteen)
    page.goto(f"{http_url}research/index.html")
    cards = page.locator(".kb-study:visible")
    expect(cards).to_have_count(12)
    page.get_by_role("button", name="再看 3 项").click()
    expect(cards).to_have_count(15)
    expect(page.get_by_role("button", name="再看")).to_be_hidden()
    page.goto("about:blank")
    page.goto(f"{http_url}research/index.html#study-11")
    expect(cards).to_have_count(15)
    expect(page.locator("#study-11")).to_be_in_viewport()
    page.reload()
    page.emulate_media(media="print")
    expect(cards).to_have_count(15)
