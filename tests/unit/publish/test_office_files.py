"""Each case and each collection has its Word and PowerPoint file, and pages lead to them."""

import io
from typing import Any

import docx
import pytest
from pptx import Presentation

from kb.model import Corpus
from kb.publish import SiteOptions
from kb.publish.build.office_files import OfficeFiles
from kb.publish.build.site import Site
from kb.publish.core.artifact import Artifact
from kb.publish.core.options import LayoutOptions
from kb.publish.pages import renderer
from kb.publish.view.catalogue import Catalogue
from tests.theme import page_renderer, render_pages, theme_environment

NAME = "who-invests-who-operates"
CASE = "wuhu-online-classroom"
OPTIONS = SiteOptions("https://library.example/kb/")


def files_of(corpus: Corpus) -> dict[str, Artifact]:
    catalogue = Catalogue(corpus)
    fingerprints = page_renderer(catalogue, OPTIONS).fingerprints
    return {one.name: one for one in OfficeFiles(catalogue, OPTIONS, fingerprints).artifacts("all")}


@pytest.fixture(scope="module")
def files(corpus: Corpus) -> dict[str, Artifact]:
    return files_of(corpus)


def opened(library: Any, artifact: Artifact) -> Any:
    data = artifact.render()
    assert isinstance(data, bytes)
    return library(io.BytesIO(data))


def test_there_are_two_for_every_case_and_collection_and_one_for_all(
    corpus: Corpus, files: dict[str, Artifact]
) -> None:
    named = [f"cases/{case.id}" for case in corpus.cases] + [f"collections/{name}" for name in corpus.collections]
    assert set(files) == {f"{name}.{ending}" for name in named for ending in ("docx", "pptx")} | {"cases.xlsx"}


def test_a_case_is_written_with_its_address_and_without_questions_of_others(files: dict[str, Artifact]) -> None:
    made = opened(Presentation, files[f"cases/{CASE}.pptx"])
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles[0] == titles[1]
    assert titles[2:] == ["想学，先想好这几件事", "讨论", "参考文献"]
    text = "\n".join(p.text for p in opened(docx.Document, files[f"cases/{CASE}.docx"]).paragraphs)
    assert f"https://library.example/kb/cases/{CASE}.html" in text


def test_a_collection_says_first_what_it_is_for(corpus: Corpus, files: dict[str, Artifact]) -> None:
    collection = corpus.collections[NAME]
    paragraphs = [p.text for p in opened(docx.Document, files[f"collections/{NAME}.docx"]).paragraphs]
    assert paragraphs[:2] == [collection.title, collection.purpose]
    assert paragraphs[2].endswith(collection.cases[0].why)
    made = opened(Presentation, files[f"collections/{NAME}.pptx"])
    assert collection.cases[0].why in made.slides[0].notes_slide.notes_text_frame.text
    assert "放在一起看" in [slide.shapes.title.text_frame.text for slide in made.slides]


def test_each_is_made_again_when_what_it_shows_changes_and_only_then(
    corpus: Corpus, files: dict[str, Artifact]
) -> None:
    def changed(**update: object) -> set[str]:
        after = files_of(corpus.model_copy(update=update))
        return {name for name, one in after.items() if one.fingerprint != files[name].fingerprint}

    why = corpus.collections[NAME]
    others = why.model_copy(update={"purpose": "另一个用途"})
    assert changed(collections={**corpus.collections, NAME: others}) == {
        f"collections/{NAME}.docx",
        f"collections/{NAME}.pptx",
    }
    assert corpus.questions
    touched = changed(questions=corpus.questions.model_copy(update={"problems": (), "models": ()}))
    assert touched
    assert {name.rpartition(".")[2] for name in touched} == {"pptx"}


def links_of(corpus: Corpus, options: SiteOptions = OPTIONS) -> dict[str, str]:
    return {page.uri: page.render() for page in render_pages(corpus, options) if NAME in page.uri or CASE in page.uri}


def test_pages_lead_to_them(corpus: Corpus) -> None:
    pages = links_of(corpus)
    assert f'href="{CASE}.docx" download>下载 Word</a>' in pages[f"cases/{CASE}.html"]
    assert f'href="{CASE}.pptx" download>下载 PPT</a>' in pages[f"cases/{CASE}.html"]
    assert f'href="{NAME}.pptx" download>下载 PPT</a>' in pages[f"collections/{NAME}.html"]


def test_a_preview_and_a_very_large_library_lead_to_the_page_that_makes_them(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = SiteOptions(layout=LayoutOptions(is_preview=True))
    for options, most in ((preview, 2000), (OPTIONS, len(corpus.cases) - 1)):
        monkeypatch.setattr(renderer, "MOST_WITH_FILES", most)
        pages = links_of(corpus, options)
        assert f'href="../workshop.html?cases={CASE}">做成 Word、PPT</a>' in pages[f"cases/{CASE}.html"]
        assert ".pptx" not in "".join(pages.values())
        names = {one.name for one in Site(corpus, options, theme_environment()).artifacts()}
        assert not [name for name in names if name.endswith((".docx", ".pptx", "cases.xlsx")) and "form" not in name]
