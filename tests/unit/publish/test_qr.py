"""A QR code holds the address that stands beside it, and nothing of the address becomes markup."""

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.publish.build.site import Site, SiteOptions
from kb.publish.view import qr
from kb.publish.view.qr import qr_svg
from tests.examples import examples
from tests.theme import theme_environment
from tests.unit.publish.drawn_code import read_code


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/cases/wuhu.html",
        "https://example.org/cases/mianzhu-2014.html#practice-p12",
        "https://example.org/%E6%A1%88%E4%BE%8B/cases/a.html?v=3f2a9c1",
        "https://example.org/" + "long-name/" * 40 + "cases/a.html",
    ],
)
def test_a_decoder_reads_the_address_back(address: str) -> None:
    assert read_code(qr_svg(address)) == address


@examples(25)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=80))
def test_whatever_stands_in_an_address_the_drawing_is_well_formed(rest: str) -> None:
    svg = qr_svg(f"https://example.org/{rest}")
    root = ElementTree.fromstring(svg)
    assert {element.tag for element in root.iter()} == {"svg", "path"}
    assert read_code(svg) == f"https://example.org/{rest}"


def test_a_code_is_dark_on_white_with_its_quiet_zone_whatever_the_colour_scheme() -> None:
    svg = qr_svg("https://example.org/")
    assert 'fill="#fff"' in svg
    assert 'stroke="#000" d="M4 4.5' in svg
    assert "aria-hidden" in svg


def test_the_code_of_a_case_is_made_once_for_its_page_and_its_payload(
    make_case: Any, make_corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = qr.segno.make

    def counted(url: str, **how: object) -> object:
        made.append(url)
        return make(url, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(qr.segno, "make", counted)
    site = Site(
        make_corpus(make_case("one"), make_case("two")), SiteOptions("https://once.example/"), theme_environment()
    )
    for artifact in site.artifacts():
        artifact.render()
    assert sorted(made) == ["https://once.example/cases/one.html", "https://once.example/cases/two.html"]
