"""The results page answers while a reader types: at once, in order, and never in the middle of an input method."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.results import Results


def hold(page: Page, files: str) -> Callable[[], None]:
    """Hold these files back; returns what lets them come, and waits until they are there."""
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    def release() -> None:
        for route in waiting:
            with page.expect_request_finished(lambda one, url=route.request.url: one.url == url):
                route.continue_()
        page.unroute(files)

    page.route(files, keep)
    return release


def test_typing_a_run_of_letters_is_one_step_back(results: Results) -> None:
    results.open("芜湖")
    results.box.focus()
    results.type("芜湖 在")
    results.type("芜湖 在线")
    results.page.go_back()
    results.settle("q=芜湖")
    assert results.asked == "?q=芜湖"
    expect(results.box).to_have_value("芜湖")
    assert results.ids[0] == "wuhu-online-classroom"


def test_enter_right_after_typing_is_no_step_of_its_own(results: Results) -> None:
    results.open("课堂")
    results.box.focus()
    results.type("芜湖 在")
    results.page.evaluate(
        """() => {
          const input = document.querySelector(".kb-search-page input[name=q]");
          input.value = "芜湖 在线";
          input.dispatchEvent(new Event("input", { bubbles: true }));
          return new Promise((done) => setTimeout(() => done(input.form.requestSubmit()), 5));
        }"""
    )
    results.settle("q=芜湖 在线")
    results.page.go_back()
    results.settle("q=课堂")
    assert results.asked == "?q=课堂"


def test_hits_are_painted_before_the_counts_are_written(results: Results) -> None:
    results.open("课堂")
    results.type("课堂 教")
    results.type("课堂")
    painted = results.page.evaluate(
        """() => new Promise((done) => {
          const input = document.querySelector(".kb-search-page input[name=q]");
          const words = (place) => document.querySelector(place).textContent;
          const before = words("#kb-facets");
          const isUnchanged = () => before === words("#kb-facets");
          const mark = performance.mark.bind(performance);
          performance.mark = (name) => {
            // This frame is asked for before the page asks for its own, so it comes first. A machine too busy
            // to paint within a tenth of a second is not waited for, by the page neither.
            const shown = { status: words("#kb-status"), waiting: isUnchanged(), painted: false };
            const since = performance.now();
            requestAnimationFrame(() => { shown.painted = isUnchanged(); });
            const watch = setInterval(() => {
              if (isUnchanged()) return;
              clearInterval(watch);
              done({ ...shown, painted: shown.painted || performance.now() - since >= 100 });
            }, 1);
            return mark(name);
          };
          input.value = "芜湖";
          input.dispatchEvent(new Event("input", { bubbles: true }));
        })"""
    )
    results.settle("q=芜湖")
    assert painted == {"status": results.status.text_content(), "waiting": True, "painted": True}
    assert results.asked == "?q=芜湖"


def test_letters_typed_while_the_index_is_still_loading_are_searched_once(results: Results) -> None:
    results.page.add_init_script(
        """
        window.searched = 0;
        const mark = performance.mark.bind(performance);
        performance.mark = (name) => { if (name === "kb-hits") window.searched += 1; return mark(name); };
        """
    )
    release = hold(results.page, "**/kb/search/core.js*")
    results.page.goto(results.address, wait_until="domcontentloaded")
    results.box.focus()
    for text in ("芜", "芜湖", "芜湖 在", "芜湖 在线"):
        results.box.fill(text)
    results.page.wait_for_function("location.search !== ''")
    release()
    results.settle("q=芜湖 在线")
    assert results.ids[0] == "wuhu-online-classroom"
    assert results.page.evaluate("window.searched") == 1


def test_an_answer_that_comes_late_never_takes_the_place_of_a_later_one(results: Results) -> None:
    results.open("课堂")
    release = hold(results.page, "**/kb/search/t/*.js*")
    with results.page.expect_request("**/kb/search/t/*.js*"):
        results.box.fill("芜湖 在线")
    results.type("课堂")
    shown = results.ids
    release()
    results.page.evaluate("() => new Promise(requestIdleCallback)")
    assert results.ids == shown
    results.type("芜湖 在线")
    assert results.ids[0] == "wuhu-online-classroom"


def test_half_typed_pinyin_is_not_searched(results: Results) -> None:
    results.open("课堂")
    session = results.page.context.new_cdp_session(results.page)
    results.box.fill("")
    # The address is written a moment after typing rests, and every address holds the empty text.
    results.page.wait_for_function("location.search === ''")
    results.settle("")
    results.box.focus()
    asked = results.asked
    # A search says so the moment it is begun, which is at the next turn after a letter.
    results.page.evaluate(
        """() => {
          window.begun = 0;
          const watch = new MutationObserver(() => { window.begun += 1; });
          watch.observe(document.documentElement, { attributeFilter: ["data-kb-search"] });
        }"""
    )
    for half in ("w", "wu", "wu hu"):
        session.send("Input.imeSetComposition", {"text": half, "selectionStart": len(half), "selectionEnd": len(half)})
        results.page.evaluate("() => new Promise((done) => setTimeout(done, 30))")
    assert results.page.evaluate("window.begun") == 0
    assert results.asked == asked
    session.send("Input.insertText", {"text": "芜湖"})
    results.settle("q=芜湖")
    assert results.ids[0] == "wuhu-online-classroom"
