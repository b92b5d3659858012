"""Related cases come with their reason, the editors' own choice first."""

from pathlib import Path
from typing import Any

from kb.publish.view.catalogue import Catalogue
from kb.publish.view.related import contrast_of, related_cases
from kb.search.case_document import collection_of
from kb.search.index.whoosh import open_index
from kb.search.index.whoosh_backend import WhooshBackend
from kb.search.ranking.more_like_this import MoreLikeThis


def test_the_editors_choice_comes_first_then_the_shared_problem(make_case: Any, make_corpus: Any) -> None:
    case = make_case("one", related=["far"])
    far = make_case("far", problem="缺钱", model="购买服务", theme="教学创新")
    near = make_case("near")
    akin = make_case("akin", problem="缺钱", model="购买服务")
    related = related_cases(case, Catalogue(make_corpus(case, far, near, akin)))
    assert [(item.case.id, item.reason) for item in related] == [
        ("far", "编者建议接着读"),
        ("near", "同样要解决“缺老师”，同样是同步课堂"),
        ("akin", "同属“资源共享”"),
    ]


def test_what_the_editors_named_says_what_both_cases_share_too(make_case: Any, make_corpus: Any) -> None:
    case = make_case("one", related=["named"], mechanism={"invest": "企业"})
    named = make_case("named", model="购买服务", theme="教学创新", mechanism={"invest": "政府"})
    (related,) = related_cases(case, Catalogue(make_corpus(case, named)))
    assert related.reason == "同样要解决“缺老师”；不同的是谁投资：这里是企业，那里是政府"


def test_a_case_is_never_related_to_itself_nor_to_one_that_is_not_there(make_case: Any, make_corpus: Any) -> None:
    case = make_case("one", related=["one", "gone"])
    assert related_cases(case, Catalogue(make_corpus(case))) == ()


def test_large_lists_spread_their_relations_over_many_cases(make_case: Any, make_corpus: Any) -> None:
    cases = [make_case(f"case-{number:03}") for number in range(200)]
    catalogue = Catalogue(make_corpus(*cases))
    named = {item.case.id for case in cases for item in related_cases(case, catalogue)}
    assert len(named) > 150


def test_a_contrasting_mechanism_is_said_and_one_place_is_kept_for_it(make_case: Any, make_corpus: Any) -> None:
    case = make_case("one", mechanism={"invest": "企业", "pay": "学校"})
    alike = [make_case(f"alike-{number}", mechanism={"invest": "企业"}) for number in range(9)]
    contrast = make_case(
        "zz", model="购买服务", theme="教学创新", mechanism={"invest": "政府", "pay": ["学校", "政府"]}
    )
    related = related_cases(case, Catalogue(make_corpus(case, *alike, contrast)))
    assert len(related) == 5
    assert related[-1].case.id == "zz"
    assert related[-1].reason == "同样要解决“缺老师”；不同的是谁投资：这里是企业，那里是政府"
    assert all("不同的是" not in item.reason for item in related[:-1])


def test_what_one_case_does_not_tell_is_no_contrast(make_case: Any) -> None:
    assert contrast_of(make_case(mechanism={"invest": "企业"}), make_case(mechanism={"pay": "学校"})) is None


def test_of_cases_that_share_as_much_the_one_that_reads_alike_comes_first(
    make_case: Any, make_corpus: Any, tmp_path: Path
) -> None:
    about = "用卫星天线把音乐课送到海岛上的教学点，县城的音乐老师主讲，岛上的老师在旁边辅导学生唱歌、打节奏和完成作业"
    another = "另一件事，" + "与它毫不相干。" * 6
    case = make_case("one", title="海岛教学点的卫星音乐课", summary=about)
    alike = make_case("zz", title="卫星天线上的音乐课", summary=f"{about}。")
    others = [make_case(f"other-{n}", title=f"别的做法{n}", summary=another) for n in range(9)]
    apart = make_case("apart", title="卫星音乐课", summary=about, problem="缺钱", model="购买服务", theme="教学创新")
    corpus = make_corpus(case, alike, apart, *others)
    WhooshBackend(tmp_path).rebuild(collection_of(corpus))
    more_like_this = MoreLikeThis(open_index(tmp_path))
    related = related_cases(case, Catalogue(corpus, more_like_this), limit=12)
    assert related[0].case.id == "zz"
    assert ("apart", "说的事情相近") in [(item.case.id, item.reason) for item in related]
    assert "apart" not in [item.case.id for item in related_cases(case, Catalogue(corpus), limit=12)]
    assert more_like_this.nearest("no-such-case") == []
