"""Readers narrow the studies, send the address to a colleague, and go from a dot of the plot to its study."""

from playwright.sync_api import expect

from tests.browser.ready import Open


def test_what_is_chosen_is_shown_counted_and_in_the_address(open_page: Open) -> None:
    page = open_page("research/index.html")
    cards = page.locator(".kb-study:visible")
    all_of_them = cards.count()
    page.get_by_label("研究设计").select_option("随机试验")
    expect(page.locator("#kb-studies [role=status]")).to_have_text(f"{cards.count()} 项研究")
    assert 0 < cards.count() < all_of_them
    assert page.locator(".kb-forest tbody tr:visible").count() < page.locator(".kb-forest tbody tr").count()
    again = open_page("research/index.html?" + page.url.partition("?")[2])
    expect(again.get_by_label("研究设计")).to_have_value("随机试验")
    assert again.locator(".kb-study:visible").count() == cards.count()


def test_a_row_of_the_plot_leads_to_its_study(open_page: Open) -> None:
    page = open_page("models/flipped-classroom.html")
    link = page.locator(".kb-forest tbody a").first
    title = link.inner_text()
    link.click()
    expect(page.locator(".kb-study:target h3")).to_have_text(title)
