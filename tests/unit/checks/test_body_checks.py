"""Nothing in a body slips past the checks by looking like something else, and nothing harmless is reported."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.checks.case_checks import check_case
from kb.checks.scope import Scope
from kb.content.case_reader import read_case
from kb.content.corpus_reader import read_corpus
from kb.content.vocabulary_fields import Labels

BASE = Path(__file__).parents[2] / "golden/base/cases"


READING = read_corpus(BASE)
SCOPE = Scope(READING)


@pytest.fixture
def codes_of(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return the codes found when a text stands in the body of an otherwise sound case."""
    path = tmp_path / "xx-online-classroom.md"
    sound = (BASE / path.name).read_text(encoding="utf-8")
    assert READING.vocabulary.value
    labels = Labels(READING.vocabulary.value)

    def codes(text: str) -> list[str]:
        path.write_text(sound.replace("先测网络。", text), encoding="utf-8")
        file = read_case(path, path.name, labels)
        return [problem.code for problem in (*file.problems, *check_case(file, SCOPE))]

    return codes


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\\script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "&amp;#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "<javascript:alert(1)>",
    ],
)
def test_an_unsafe_address_is_found_in_every_disguise(codes_of: Callable[[str], list[str]], target: str) -> None:
    assert "KB407" in codes_of(f"见[这里]({target})。")
    assert "KB407" in codes_of(f"见[**这**里]({target} '标题')。")
    if "\n" not in target:
        assert {"KB406", "KB407"} & set(codes_of(f"见[这里]。\n\n[这里]: {target}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "a<b",
        "</div>",
        "<!-- 注 -->",
        "<?php ?>",
        "\\<b>",
        "`<b>",
        "`<b>\n\n`",
        "\\`<b>\\`",
        "``<b>`",
        "<iframe\nsrc=x>",
        "<javascript:alert(1)>",
    ],
)
def test_html_is_found_wherever_it_is_not_code(codes_of: Callable[[str], list[str]], text: str) -> None:
    assert {"KB406", "KB407"} & set(codes_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "`<script>` 和 ``<b>`</b>`` 都是代码。",
        "跨行的 `代码\n<b>` 也是。",
        "3 < 5，5 > 3，＜b＞。",
        "[网址](https://example.org/a_(b)?q=1#c) 和 <https://example.org/> 和 <http://example.org>。",
        '[信箱](mailto:office@example.org "标题") 和 <office@example.org>。',
        "[案例](yy-flipped-classroom.md)，[小节](./yy-flipped-classroom.md#做法)，[本页](#做法)。",
        "`[x](javascript:alert(1))` 是代码。",
        "方括号[不是链接] (也不是)。",
        "### 小标题\n\n- 一\n- 二\n\n---\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |",
        "教技函〔2012〕70号〔编者按〕〔notice-2014，二·2，第 3 句〕。",
        "有些(a-b, 说明)不是来源标记。",
        "javascript: 是一种写法，data: 也是。",
    ],
)
def test_harmless_text_is_left_in_peace(codes_of: Callable[[str], list[str]], text: str) -> None:
    assert codes_of(text) == []


@pytest.mark.parametrize(
    "mark",
    [
        "〔notice-2014,二·2〕",
        "〔notice-2014，〕",
        "〔notice-2014〕",
        "〔notice-2014， 〕",
        "〔Notice-2014，二·2〕",
        "[notice-2014，二·2]",
        "【notice-2014，二·2】",
        "（notice-2014，二·2）",
        "(notice-2014, 二·2)",
    ],
)
def test_a_citation_mark_that_the_site_would_not_read_is_found(codes_of: Callable[[str], list[str]], mark: str) -> None:
    assert codes_of(f"先测网络{mark}。") == ["KB410"]
