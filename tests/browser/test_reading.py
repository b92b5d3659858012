"""Whoever finds the type small, or would rather listen, has both behind one button; the choice stays."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.ready import Open

CASE = "cases/wuhu-online-classroom.html"

#: A voice that says nothing and is done when the test says so.
VOICE = """
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => VOICES,
    speak: (one) => { window.said.push([one.text, one.rate, one.voice && one.voice.name]); window.now = one; },
    cancel: () => { window.now = null; },
  } });
"""
ENGLISH = '{ lang: "en-US", name: "Ann" }'
MANDARIN = f"""[{ENGLISH}, {{ lang: "zh-CN", name: "far", localService: false }},
  {{ lang: "zh-CN", name: "near", localService: true }}]"""


def opened(page: Page, address: str, voices: str = MANDARIN) -> Page:
    page.add_init_script(VOICE.replace("VOICES", voices))
    page.goto(address)
    page.get_by_role("button", name="阅读").click()
    return page


def test_large_type_is_chosen_once_and_stays_and_nothing_is_cut_off(open_page: Open, http_url: str) -> None:
    page = open_page(CASE, width=320)
    page.get_by_role("button", name="阅读").click()
    size = "() => parseFloat(getComputedStyle(document.querySelector('.kb-summary')).fontSize)"
    before = page.evaluate(size)
    page.get_by_label("特大").check()
    assert page.evaluate(size) > before * 1.25
    assert violations(page) == []
    for name in ("index.html", "cases/index.html", CASE):
        page.goto(http_url + name)
        assert page.evaluate("document.documentElement.dataset.size") == "2"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    page.get_by_role("button", name="阅读").click()
    expect(page.get_by_label("特大")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_label("特大")).to_be_hidden()
    expect(page.get_by_role("button", name="阅读")).to_be_focused()


def test_a_page_is_read_aloud_piece_by_piece_paused_and_stopped(page: Page, http_url: str) -> None:
    opened(page, http_url + CASE)
    page.get_by_label("慢", exact=True).check()
    page.get_by_role("button", name="朗读本页").click()
    title = page.locator("h1").inner_text()
    assert page.evaluate("window.said") == [[title, 0.8, "near"]]
    expect(page.locator("h1")).to_have_class("kb-spoken")
    page.evaluate("window.now.onend()")
    assert page.evaluate("window.said.length") == 2
    page.get_by_role("button", name="暂停").click()
    assert page.evaluate("window.now") is None
    page.get_by_role("button", name="继续").click()
    second, again = page.evaluate("window.said.slice(1)")
    assert second == again, "what was broken off is said anew"
    page.get_by_role("button", name="停止").click()
    expect(page.locator(".kb-spoken")).to_have_count(0)
    page.evaluate("window.said = []")
    page.get_by_role("button", name="朗读本页").click()
    page.evaluate("() => { while (window.now) window.now.onend(); }")
    pieces = [words for words, *_ in page.evaluate("window.said")]
    assert max(map(len, pieces)) < 200
    said = "".join(pieces)
    assert page.locator("#practice-p1").evaluate("(one) => one.firstChild.textContent").strip()[:20] in said
    assert "想学，先想好这几件事" in said
    for silent in ("¶", "打印一页纸", "复制引用", "跳到正文"):
        assert silent not in said
    page.reload()
    page.get_by_role("button", name="阅读").click()
    expect(page.get_by_label("慢", exact=True)).to_be_checked()


def test_a_device_without_a_chinese_voice_says_so_and_one_without_any_offers_none(
    open_page: Open, http_url: str
) -> None:
    page = open_page("about.html")
    opened(page, http_url + CASE, f"[{ENGLISH}]")
    page.get_by_role("button", name="朗读本页").click()
    expect(page.get_by_text("这台设备没有中文语音。")).to_be_visible()
    assert page.evaluate("window.said") == []
    mute = open_page("notice.html")
    mute.evaluate("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    mute.get_by_role("button", name="阅读").click()
    expect(mute.get_by_label("特大")).to_be_visible()
    expect(mute.get_by_role("button", name="朗读本页")).to_have_count(0)
