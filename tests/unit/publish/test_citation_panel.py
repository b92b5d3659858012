"""What a case's page says about citing it."""

from typing import Any

from markupsafe import Markup

from kb.publish.pages.case import CasePages
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import citation_panel
from tests.theme import page_renderer
from tests.unit.publish.drawn_code import read_code

SITE = "https://kb.example.cn/"
HASH = "3f2a9c1" + "0" * 57


def catalogue_of(make_corpus: Any, case: Any) -> Catalogue:
    return Catalogue(make_corpus(case).model_copy(update={"content_hashes": {case.id: HASH}}))


def test_the_page_names_version_date_and_permanent_address(make_case: Any, make_corpus: Any) -> None:
    panel = citation_panel(make_case(), catalogue_of(make_corpus, make_case()), SITE)
    assert panel["entry"] == (
        "教育信息化典型案例库. 案例 one：版本3f2a9c1[EB/OL]. （2026-11-23）. https://kb.example.cn/cases/one.html."
    )
    assert panel["filled"] == panel["entry"].replace("（2026-11-23）", "（2026-11-23）[⟨today⟩]")
    assert panel["filled_here"] == ""
    assert read_code(panel["code"]) == "https://kb.example.cn/cases/one.html"


def test_without_an_address_the_citation_has_none_and_the_page_says_so(make_case: Any, make_corpus: Any) -> None:
    case = make_case(title="<b>一</b>")
    catalogue = catalogue_of(make_corpus, case)
    html = CasePages(catalogue, page_renderer(catalogue)).render(case).render()
    section = html[html.index('id="citation"') : html.index("</section>", html.index('id="citation"'))]
    assert "再补上网址" in section
    assert "（2026-11-23）[⟨today⟩]. ⟨site⟩/cases/one.html." in section
    assert "指纹" not in section
    assert "<svg" not in section
    assert "http" not in section
    assert "&lt;b&gt;一&lt;/b&gt;" in section


def test_another_version_of_a_file_makes_another_page(make_case: Any, make_corpus: Any) -> None:
    case = make_case()
    names = set()
    for version in ("a" * 64, "b" * 64):
        catalogue = Catalogue(make_corpus(case).model_copy(update={"content_hashes": {"one": version}}))
        page = CasePages(catalogue, page_renderer(catalogue)).render(case)
        assert Markup("版本{}").format(version[:7]) in page.render()
        names.add(page.fingerprint)
    assert len(names) == 2
