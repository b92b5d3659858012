"""Word forms are read as people see them, however Word, WPS and their users left the XML."""

import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from kb.publish.forms.word_reader import read_word
from tests.office_forms import MORE, NEWSPAPER, SELF, empty_form, filled_word
from tests.office_packages import changed, in_encoding, packed_as, replaced
from tests.unit.publish.forms import word_changes as by
from tests.unit.publish.forms.conftest import Reading
from tests.unit.publish.forms.word_changes import DONE, KIND, PROBLEM, TITLE, W, answer, call, run, symbol, word

DOCUMENT = "word/document.xml"
AS_IT_WAS = f"title={SELF['title']}\n"
LOCK = '<w:documentProtection w:edit="forms" w:enforcement="1" w:hash="x" w:salt="x"/></w:settings>'
EMBEDDED = {"word/embeddings/附件.xlsx": b"PK", "word/activeX/activeX1.bin": b"x"}

#: What it is, what it is made of, a part of what is read or refused, what is said to be left out.
ODD: list[tuple[str, Callable[[], bytes], str, tuple[str, ...]]] = [
    (
        "words that Word split into runs",
        lambda: answer(TITLE, run("镇中心"), f"<w:proofErr {W} w:type='spellStart'/>", run("小学")),
        "title=镇中心小学\n",
        (),
    ),
    (
        "lines broken within a paragraph",
        lambda: answer(DONE, run("一"), f"<w:r {W}><w:br/></w:r>", run("二"), f'<w:r {W}><w:br w:type="page"/></w:r>'),
        "body.做法=一\n二\n",
        (),
    ),
    ("words changed on record", lambda: answer(TITLE, *by.ON_RECORD, run("标题")), "title=新的标题\n", ()),
    ("a row deleted on record", lambda: word(by.delete_row), "region=安徽省芜湖市\nsummary=", ()),
    ("the code of a field", lambda: answer(TITLE, *by.FIELD, run("网址")), "title=网址\n", ()),
    ("a link", lambda: answer(TITLE, f"<w:hyperlink {W}>{run('链接')}</w:hyperlink>"), "title=链接\n", ()),
    ("pinyin above words", lambda: answer(TITLE, by.RUBY), "title=拼\n", ()),
    ("a picture", lambda: word(by.add_picture), f"body.做法={SELF['body.做法']}\n", ("图片 image1.png 没有收进来",)),
    ("a drawing", lambda: answer(TITLE, run("标题"), by.PICTURE), "title=标题\n", ()),
    ("a text box", lambda: answer(TITLE, by.TEXT_BOX, run("标题")), "title=标题\n", ()),
    *(
        (
            f"boxes drawn by {font} {ticked}",
            lambda font=font, ticked=ticked, empty=empty: answer(
                KIND, symbol(font, ticked), run("教学点 "), symbol(font, empty), run("村小")
            ),
            f"setting.kind={sign}教学点 ☐村小\n",
            (),
        )
        for font, ticked, empty, sign in (
            ("Wingdings 2", "0052", "00A3", "☑"),
            ("Wingdings", "F0FE", "F0A8", "☑"),
            ("Wingdings", "F0FC", "F06F", "√"),
        )
    ),
    *(
        (f"typed boxes {words}", lambda words=words: answer(PROBLEM, run(words)), "problem:教学点开不齐课\n", ())
        for words in (
            "（√）教学点开不齐课 （ ）优质师资和资源不足",
            "[x]教学点开不齐课 [ ]优质师资和资源不足",
            "教学点开不齐课☑ 优质师资和资源不足□",
        )
    ),
    ("a frame around the form", lambda: word(by.frame), AS_IT_WAS, ()),
    ("a table in two parts", lambda: word(by.split_in_two), AS_IT_WAS, ()),
    ("question and answer merged", lambda: word(by.merge_across), AS_IT_WAS, ()),
    (
        "an answer beside its question in one cell",
        lambda: by.answer_in_the_cell_of_its_question("5. 标题：合在一格里的标题"),
        "title=合在一格里的标题\n",
        (),
    ),
    (
        "an answer below its question in one cell",
        lambda: by.answer_in_the_cell_of_its_question("５．标题（必填）", "写在下面的标题"),
        "title=写在下面的标题\n",
        (),
    ),
    ("a cell merged downwards", lambda: word(by.merge_downwards), f"body.做法={SELF['body.做法']}\n还有一段\n", ()),
    ("a column put between", lambda: word(by.insert_column), "title=中间\n右边\n", ()),
    ("a control around a cell", lambda: by.wrap(row=False), AS_IT_WAS, ()),
    ("a control around a row", lambda: by.wrap(row=True), AS_IT_WAS, ()),
    ("a table in an answer", lambda: word(by.add_table), "\n甲 乙\n", ("第 8 题的回答里还有一张表，只读了里面的字",)),
    ("lists that Word numbers", lambda: word(by.add_lists), "body.做法=先说一句\n1. 一\n1. 二\n- 点\n", ()),
    ("unseen characters", lambda: answer(TITLE, run("镇\u200b中心\u00a0小学\ufeff")), "title=镇中心 小学\n", ()),
    ("a row that people added", lambda: word(by.add_row, 3), "material 4: title=第四份", ()),
    ("columns in another order", lambda: word(by.swap_columns, 1), f"material 1: title={NEWSPAPER['title']}", ()),
    ("a question twice", lambda: word(by.ask_twice), AS_IT_WAS, ("第 5 题在表里有两处，只读了前一处",)),
    *(
        (f"numbered {words}", lambda words=words: call(words), AS_IT_WAS, ())
        for words in ("（五）标题（必填）", "五、标题", "⑤ 标题*", "＊标题", "5）标题(必填)")
    ),
    (
        "a question called otherwise",
        lambda: call("5. 案例标题"),
        "unit.name=",
        ("表里的“5. 案例标题”不是申报表的题目，没有读",),
    ),
    (
        "questions that are not of the form",
        lambda: word(by.add_opinion),
        AS_IT_WAS,
        ("表里的“学校意见”不是申报表的题目，没有读",),
    ),
    (
        "a form that must not be edited",
        lambda: changed(filled_word(SELF), {"word/settings.xml": replaced("</w:settings>", LOCK)}),
        AS_IT_WAS,
        (),
    ),
    *(
        (
            f"a link away of {kind}",
            lambda kind=kind: by.related(kind, "http://127.0.0.1:9/x"),
            AS_IT_WAS,
            ("里面连着别处的文件，没有打开",),
        )
        for kind in ("attachedTemplate", "image", "oleObject", "frame")
    ),
    ("a plain link", lambda: by.related("hyperlink", "https://example.com"), AS_IT_WAS, ()),
    (
        "files within the file",
        lambda: changed(filled_word(SELF), EMBEDDED),
        AS_IT_WAS,
        ("嵌在里面的文件 附件.xlsx 没有读", "嵌在里面的文件 activeX1.bin 没有读"),
    ),
    ("a document in GB 2312", lambda: in_encoding(filled_word(SELF), DOCUMENT, "GB2312", "gb18030"), "坏了", ()),
    ("a part packed by LZMA", lambda: packed_as(filled_word(SELF), zipfile.ZIP_LZMA), "坏了", ()),
    ("a file Word left open", lambda: b"\x05user" + bytes(160), "不是 Word 文件", ()),
    ("another document", by.notice, "没有申报表的题目", ()),
]


@pytest.mark.parametrize(("made", "said", "left_out"), [row[1:] for row in ODD], ids=[row[0] for row in ODD])
def test_what_people_see_is_read_and_the_rest_named(
    made: Callable[[], bytes], said: str, left_out: tuple[str, ...], reading_of: Callable[[str, bytes], Reading]
) -> None:
    reading = reading_of("申报表.DOCX", made())
    assert said in reading.text
    assert set(reading.left_out) == set(left_out)


def test_a_list_that_nobody_chose_from_is_not_answered_even_when_its_mark_is_lost() -> None:
    def forget(document: Document) -> None:
        for mark in list(document.element.body.iter(qn("w:showingPlcHdr"))):
            mark.getparent().remove(mark)

    (form,) = read_word(word(forget), "申报表.docx", empty_form()).forms
    assert form.text("stage") == ""
    assert form.rows.get("materials", ()) == ()


def test_the_way_wps_writes_a_document_is_read() -> None:
    """WPS declares spaces of its own, gives every paragraph a colour and an id, and writes fonts into every run."""
    fonts = '<w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/><w:vertAlign w:val="baseline"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    own = 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'

    def as_wps(text: str) -> str:
        text = text.replace("<w:document ", f"<w:document {own} ", 1)
        text = text.replace("<w:p>", f"<w:p><w:pPr><w:rPr>{fonts}</w:rPr></w:pPr>")
        text = text.replace("<w:r>", f"<w:r><w:rPr>{fonts}{language}</w:rPr>")
        return text.replace("</w:p>", "<w:bookmarkStart w:id='0' w:name='_GoBack'/><w:bookmarkEnd w:id='0'/></w:p>", 1)

    data = changed(filled_word(SELF | MORE, [NEWSPAPER]), {DOCUMENT: as_wps})
    (form,) = read_word(data, "申报表.docx", empty_form()).forms
    assert {key: form.text(key) for key in SELF} == SELF
    assert form.text("setting.kind").count("☑") == 1
    assert form.rows["materials"][0].text("locator") == NEWSPAPER["locator"]
