"""What is in a Word form beside its answers is named and left out, and nothing elsewhere is opened."""

import pytest

from kb.publish.forms.filled_form import ReadFile
from kb.publish.forms.word_reader import read_word
from tests.office_forms import SELF, empty_form, filled_word
from tests.office_packages import changed, replaced


def read(data: bytes) -> ReadFile:
    return read_word(data, "申报表.docx", empty_form())


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame"])
def test_links_to_elsewhere_are_named_and_not_followed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket", None)
    relation = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    )
    data = changed(filled_word(SELF), {"word/_rels/document.xml.rels": replaced("</Relationships>", relation)})
    file = read(data)
    assert file.forms[0].text("title") == SELF["title"]
    assert file.left_out == ("里面连着别处的文件，没有打开",)


def test_a_plain_link_is_no_matter() -> None:
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://example.com" TargetMode="External"/></Relationships>'
    )
    data = changed(filled_word(SELF), {"word/_rels/document.xml.rels": replaced("</Relationships>", relation)})
    assert read(data).left_out == ()


def test_files_within_the_file_are_named() -> None:
    data = changed(filled_word(SELF), {"word/embeddings/附件.xlsx": b"PK", "word/activeX/activeX1.bin": b"x"})
    assert set(read(data).left_out) == {"嵌在里面的文件 附件.xlsx 没有读", "嵌在里面的文件 activeX1.bin 没有读"}
