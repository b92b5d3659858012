"""Related cases come with their reason, the editors' own choice first."""

from typing import Any

from kb.publish.catalogue import Catalogue
from kb.publish.related import related_cases


def test_the_editors_choice_comes_first_then_the_shared_problem(make_case: Any, make_corpus: Any) -> None:
    case = make_case("one", related=["far"])
    far = make_case("far", problem="缺钱", model="购买服务", theme="教学创新")
    near = make_case("near")
    akin = make_case("akin", problem="缺钱", model="购买服务")
    related = related_cases(case, Catalogue(make_corpus(case, far, near, akin)))
    assert [(item.case.id, item.reason) for item in related] == [
        ("far", "编辑指定"),
        ("near", "同一问题：缺老师；同一做法：同步课堂；同一主题：资源共享"),
        ("akin", "同一主题：资源共享"),
    ]


def test_a_case_is_never_related_to_itself_nor_to_one_that_is_not_there(make_case: Any, make_corpus: Any) -> None:
    case = make_case("one", related=["one", "gone"])
    assert related_cases(case, Catalogue(make_corpus(case))) == ()


def test_large_lists_spread_their_relations_over_many_cases(make_case: Any, make_corpus: Any) -> None:
    cases = [make_case(f"case-{number:03}") for number in range(200)]
    catalogue = Catalogue(make_corpus(*cases))
    named = {item.case.id for case in cases for item in related_cases(case, catalogue)}
    assert len(named) > 150
