"""``kb search``: what people and programs get, and what it costs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kb.search.index.manifest import MANIFEST
from tests.cases import CORPUS, copy_cases
from tests.commands import Outcome, run_kb

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("search") / "index"
    assert run_kb("index", "--cases", CORPUS, "--index", index).status == 0
    return index


def search(index: Path, *args: object) -> Outcome:
    return run_kb("search", "--cases", CORPUS, "--index", index, *args)


def found(index: Path, *args: object) -> list[str]:
    outcome = search(index, "--json", *args)
    assert outcome.status == 0, outcome.err
    return [hit["id"] for hit in json.loads(outcome.out)["hits"]]


def test_json_has_exactly_the_promised_shape(index: Path) -> None:
    data = json.loads(search(index, "蕪湖", "--json").out)
    assert list(data) == ["query", "total", "hits", "facets", "notes", "touching", "offers"]
    assert (data["query"], data["notes"]) == ("蕪湖", [])
    assert data["total"] >= len(data["hits"]) >= 1
    hit = data["hits"][0]
    assert list(hit) == ["id", "title", "url", "score", "snippet", "highlights"]
    assert hit["id"] == "wuhu-online-classroom"
    assert hit["url"] == "/cases/wuhu-online-classroom.html"
    assert [hit["snippet"][start:end] for start, end in hit["highlights"]] == ["芜湖"]
    assert set(data["facets"]) == {
        "theme", "problem", "model", "stage", "region", "evidence", "unit_type", "school_kind",
        "invest", "build", "operate", "own", "pay", "status", "review",
    }  # fmt: skip
    assert {"value": "340000", "label": "安徽省", "count": 1} in data["facets"]["region"]


def test_text_shows_rank_title_place_evidence_snippet_and_address(index: Path) -> None:
    out = search(index, "芜湖").out
    assert " 1. 芜湖“在线课堂”" in out
    assert "安徽省芜湖市教育局 · 安徽省 芜湖市 · 0 级 仅见于政策文件" in out
    assert "/cases/wuhu-online-classroom.html" in out
    assert "\x1b" not in out


def test_without_a_query_every_case_is_listed_best_evidence_first(index: Path) -> None:
    ids = found(index, "--limit", 100)
    assert len(ids) == len(list(CORPUS.glob("*.md")))
    assert ids[:2] == ["zhengzhou-no2-mobile-self-learning", "changsha-social-work-learning-spaces"]


def test_pages_continue_where_the_last_one_ended(index: Path) -> None:
    assert found(index, "课堂", "--limit", 2) + found(index, "课堂", "--limit", 1, "--offset", 2) == found(
        index, "课堂", "--limit", 3
    )
    assert "没有第 1000 个" in search(index, "课堂", "--offset", 999).out


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--region", "浙江"], {"hangzhou-xihu-flipped-classroom", "gongshu-online-training"}),
        (["--region", "浙江省"], {"hangzhou-xihu-flipped-classroom", "gongshu-online-training"}),
        (["--region", "330000"], {"hangzhou-xihu-flipped-classroom", "gongshu-online-training"}),
        (["--region", "拱墅"], {"gongshu-online-training"}),
        (["--region", "廣東", "--region", "绵竹"], {"nanshan-service-outsourcing", "mianzhu-fibre-metro-network"}),
        (["--theme", "网络教研"], {"shouguang-online-teaching-research", "gongshu-online-training"}),
        (["--theme", "online-teaching-research"], {"shouguang-online-teaching-research", "gongshu-online-training"}),
        (["--theme", "在线教研"], {"shouguang-online-teaching-research", "gongshu-online-training"}),
        (["--theme", "Online Teaching Research"], {"shouguang-online-teaching-research", "gongshu-online-training"}),
        (["--theme", "网络教研", "--region", "山东"], {"shouguang-online-teaching-research"}),
        (["--model", "flipped classroom"], {"hangzhou-xihu-flipped-classroom"}),
        (["--problem", "村小"], {"wuhu-online-classroom"}),
        (["--evidence", "1"], {"zhengzhou-no2-mobile-self-learning", "changsha-social-work-learning-spaces"}),
        (["--evidence", "第三方报道"], {"zhengzhou-no2-mobile-self-learning"}),
        (["--evidence", ">=2"], {"zhengzhou-no2-mobile-self-learning"}),
        (["--evidence", "=1"], {"changsha-social-work-learning-spaces"}),
        (["--evidence", "4"], set()),
        (["--region", "大连"], set()),
    ],
)
def test_filters_take_names_other_names_ids_and_codes(index: Path, options: list[str], ids: set[str]) -> None:
    assert set(found(index, "--limit", 100, *options)) == ids


def test_the_query_language_works_as_typed_into_a_shell(index: Path) -> None:
    everything = set(found(index, "--limit", 100))
    assert set(found(index, "-芜湖", "--limit", 100)) == everything - {"wuhu-online-classroom"}
    assert found(index, "在线课堂", "-芜湖", "-人大附中") == found(index, "在线课堂 -芜湖 -人大附中")
    assert "wuhu-online-classroom" not in found(index, "在线课堂", "-“芜湖市”")
    assert found(index, "“在线课堂”") == found(index, "地区:安徽", "课堂") == ["wuhu-online-classroom"]


@pytest.mark.parametrize("typed", ["--limt", "--limt=3", "-h", "-n"])
def test_a_mistyped_option_is_not_searched(index: Path, typed: str) -> None:
    outcome = search(index, "课堂", typed)
    assert (outcome.status, outcome.out) == (2, "")
    assert typed.split("=")[0] in outcome.err


@pytest.mark.parametrize("typed", ["疫情", "希沃", "人工智能", "幼儿园", "特殊教育", "钉钉", "机器人", "ChatGPT"])
def test_what_no_case_says_is_not_answered_by_single_characters(index: Path, typed: str) -> None:
    data = json.loads(search(index, typed, "--json").out)
    assert (data["total"], data["hits"]) == (0, [])
    assert f"没有写到“{typed}”的案例。" in data["notes"]
    text = search(index, typed).out
    assert "找到" not in text.partition("提示：")[0]
    assert ("只沾边，不算找到" in text) == bool(data["touching"])


def test_a_word_nobody_writes_beside_others_is_said_and_adds_no_hit(index: Path) -> None:
    data = json.loads(search(index, "疫情 在线课堂", "--json").out)
    assert data["hits"][0]["id"] == "wuhu-online-classroom"
    assert "没有写到“疫情”的案例。" in data["notes"]
    assert data["total"] < len(found(index, "--limit", 100))


def test_a_place_without_cases_is_said_with_near_ones_that_have_some(index: Path) -> None:
    data = json.loads(search(index, "贵州", "--json").out)
    (note,) = data["notes"]
    assert note.startswith("贵州省还没有案例。")
    assert "投稿" in note
    assert "四川省（2 个）" in [offer["label"] for offer in data["offers"]]
    assert (data["total"], data["touching"]) == (0, [])


def test_an_offer_is_a_question_that_has_answers(index: Path) -> None:
    (offer, *_) = json.loads(search(index, "贵州 学校", "--json").out)["offers"]
    (code,) = offer["filters"]["region"]
    assert found(index, offer["text"], "--region", code)


def test_all_cases_that_name_what_few_do_are_listed(index: Path) -> None:
    for name in ("哈密", "芜湖", "河南", "平板"):
        assert set(found(index, f"“{name}”", "--limit", 100)) <= set(found(index, name, "--limit", 100)), name


def test_after_two_dashes_nothing_is_an_option(index: Path) -> None:
    assert found(index, "--", "课堂", "-A") == found(index, "课堂 -A")
    assert found(index, "课堂", "--", "--x") == found(index, "课堂 --x")


@pytest.mark.parametrize("typed", [["--stage", "小学"], ["--stage", "初中"], ["--stage", "义务教育"], ["学段:小学"]])
def test_parts_of_compulsory_education_find_it_shown_in_parts(index: Path, typed: list[str]) -> None:
    assert "wuhu-online-classroom" in found(index, "--limit", 100, *typed)
    assert "仅见于政策文件 · 小学、初中" in search(index, "芜湖", *typed).out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--theme", "网络教学研究"], "主题里没有“网络教学研究”。您是不是要找“网络教研”"),
        (["--evidence", "9"], "证据等级里没有“9”。可以用：仅见于政策文件、单位自述"),
        (["--evidence", "<0"], "证据等级里没有“<0”。可以用：仅见于政策文件、单位自述"),
        (["--region", "蓬莱仙岛"], "地区里没有“蓬莱仙岛”。"),
    ],
)
def test_an_unknown_filter_names_the_nearest_and_fails(index: Path, options: list[str], message: str) -> None:
    outcome = search(index, "学校", *options)
    assert outcome.status == 2
    assert message in outcome.err
    assert outcome.out == ""


def test_what_was_perhaps_meant_is_offered_in_the_notes(index: Path) -> None:
    note = "您是不是要找“同步课堂”？"
    assert json.loads(search(index, "同步课唐", "--json").out)["notes"] == [note]
    assert f"提示：{note}" in search(index, "同步课唐").out


def test_no_match_is_said_in_words(index: Path) -> None:
    assert search(index, "qqvv").out == "提示：没有写到“qqvv”的案例。\n"


def test_a_missing_index_is_built_and_a_changed_case_is_found_at_once(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    copy_cases(cases, "wuhu-online-classroom", "jiaozuo-purchase-of-service")

    def ids(*args: object) -> list[str]:
        outcome = run_kb("search", "--cases", cases, "--index", tmp_path / "index", "--json", *args)
        return [hit["id"] for hit in json.loads(outcome.out)["hits"]]

    assert ids("芜湖") == ["wuhu-online-classroom"]
    case = cases / "jiaozuo-purchase-of-service.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("## 做法\n", "## 做法\n\n用过 VSAT 天线。\n"), encoding="utf-8")
    assert ids("vsat") == ["jiaozuo-purchase-of-service"]
    case.unlink()
    assert ids() == ["wuhu-online-classroom"]


def test_a_broken_case_leaves_the_old_index_serving_and_says_so(tmp_path: Path) -> None:
    cases, index = tmp_path / "cases", tmp_path / "index"
    copy_cases(cases, "wuhu-online-classroom", "jiaozuo-purchase-of-service")
    assert run_kb("index", "--cases", cases, "--index", index).status == 0
    before = (index / MANIFEST).read_bytes()
    broken = cases / "wuhu-online-classroom.md"
    broken.write_text(broken.read_text(encoding="utf-8").replace("evidence: 0", "evidence: 9"), encoding="utf-8")
    outcome = run_kb("search", "--cases", cases, "--index", index, "--json", "芜湖")
    assert outcome.status == 0
    assert json.loads(outcome.out)["hits"][0]["id"] == "wuhu-online-classroom"
    assert "1 处错误" in outcome.err
    assert (index / MANIFEST).read_bytes() == before
    without_index = run_kb("search", "--cases", cases, "--index", tmp_path / "other", "芜湖")
    assert without_index.status == 2
    assert "wuhu-online-classroom.md" in without_index.err


def test_an_index_is_enough_when_the_cases_are_not_there(tmp_path: Path, index: Path) -> None:
    nowhere = tmp_path / "no-cases"
    outcome = run_kb("search", "--cases", nowhere, "--index", index, "--json", "芜湖")
    assert json.loads(outcome.out)["hits"][0]["id"] == "wuhu-online-classroom"
    outcome = run_kb("search", "--cases", nowhere, "--index", tmp_path / "no-index", "芜湖")
    assert outcome.status == 2
    assert "没有找到案例文件夹" in outcome.err


def test_a_search_of_a_fresh_index_imports_nothing_heavy(index: Path) -> None:
    code = (
        "import sys; from kb.entrypoints.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(*sorted(sys.modules), file=sys.stderr)"
    )
    args = ["search", "--cases", str(CORPUS), "--index", str(index), "--region", "安徽", "蕪湖 课堂", "--json"]
    done = subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(done.stdout)["hits"][0]["id"] == "wuhu-online-classroom"
    imported = set(done.stderr.decode().split())
    heavy = {"pydantic", "numpy", "yaml", "markdown", "jinja2", "mkdocs", "pypinyin", "opencc"}
    assert "kb.search.answer" in imported
    assert not imported & (heavy | {"kb.model", "kb.content", "kb.checks", "kb.publish"})
