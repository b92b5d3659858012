"""Snippets: the excerpt that shows why a case was found."""

from hypothesis import given
from hypothesis import strategies as st

from kb.search.ranking.snippet import SNIPPET_LENGTH, snippet_of
from kb.search.text.analyzer import query_terms

LONG = (
    "教学点学生少、教师少，一位老师往往要教所有科目。" * 5
    + "县、镇学校通过網絡課堂带着两边的学生一起上课。"
    + "后来的情况没有公开的资料可查。" * 8
)


def values(query: str) -> dict[str, int]:
    return {term: 800 if len(term) == 1 else 1000 for term in query_terms(query)}


def marked(query: str, *texts: str, title: str = "") -> tuple[str, list[str]]:
    snippet, highlights = snippet_of(title, texts, values(query))
    return snippet, [snippet[start:end] for start, end in highlights]


def test_the_snippet_shows_the_place_that_matches_and_marks_it_as_written() -> None:
    snippet, marks = marked("网络课堂", LONG)
    assert marks == ["網絡課堂"]
    assert snippet.startswith("县、镇学校通过網絡課堂")
    assert len(snippet) == SNIPPET_LENGTH


def test_the_place_with_most_different_terms_wins_over_one_term_repeated() -> None:
    assert marked("课堂 直播", "课堂课堂课堂课堂", "录播，直播的课堂")[0] == "录播，直播的课堂"


def test_without_a_match_the_first_text_is_shown_unmarked() -> None:
    assert marked("焦作", LONG) == (LONG[:SNIPPET_LENGTH], [])
    assert marked("", LONG) == (LONG[:SNIPPET_LENGTH], [])


def test_single_characters_are_marked_only_where_nothing_longer_is_found() -> None:
    assert marked("课堂", "上课铃响，回到课堂")[1] == ["课堂"]
    assert marked("课堂", "上课铃响")[1] == ["课"]
    assert marked("课堂", "上课铃响", title="在线课堂")[1] == []


def test_a_single_character_typed_alone_is_marked_beside_longer_terms() -> None:
    assert marked("近2万", "为边远地区近2万名学生服务")[1] == ["近2万"]


def test_a_document_without_text_has_an_empty_snippet() -> None:
    assert snippet_of("标题", (), values("标题")) == ("", ())


def test_a_word_longer_than_a_snippet_does_not_upset_the_rest() -> None:
    word = "x" * 200
    snippet, marks = marked(f"{word} 课堂", f"{word}。课堂")
    assert snippet
    assert all(mark in f"{word}。课堂" for mark in marks)


@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=20))
def test_a_snippet_is_part_of_a_text_and_its_highlights_lie_inside_and_apart(texts: list[str], query: str) -> None:
    texts.append("".join(texts))
    snippet, highlights = snippet_of("", texts, values(query + texts[0][:4]))
    assert any(snippet in text for text in texts)
    assert len(snippet) <= SNIPPET_LENGTH
    bounds = [bound for span in highlights for bound in span]
    assert bounds == sorted(set(bounds))
    assert not bounds or (bounds[0] >= 0 and bounds[-1] <= len(snippet))
