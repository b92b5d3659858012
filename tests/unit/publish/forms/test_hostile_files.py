"""What is no honest form is refused before any library reads it, with a sentence that says what to do."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.publish.forms import excel_reader, word_reader
from kb.publish.forms.office_files import read_form_files
from tests.office_forms import SELF, empty_form, excel_book, filled_excel, filled_word, saved
from tests.office_packages import ENCRYPTED, OLE, changed, packed, parts_of, replaced, with_flag

DOCUMENT, SHEET, TYPES = "word/document.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
RELATIONS = "word/_rels/document.xml.rels"


def word() -> bytes:
    return filled_word(SELF)


def excel() -> bytes:
    return filled_excel([SELF])


def behind_the_declaration(more: str) -> Callable[[str], str]:
    return lambda text: text.replace("?>", f"?>{more}", 1)


def duplicated(data: bytes) -> bytes:
    """Return a file with a second document in it, which another program may read."""
    file = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as package:
        package.writestr(DOCUMENT, b"<other/>")
    return file.getvalue()


def of_a_later_version() -> bytes:
    book = excel_book([SELF])
    book["案例"]["A1"] = "案例申报表 第 9 版 cases"
    return saved(book)


def corrupted(data: bytes) -> bytes:
    at = data.index(DOCUMENT.encode()) + len(DOCUMENT) + 50
    return data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 20]) + data[at + 20 :]


def many_parts(data: bytes) -> bytes:
    return packed(parts_of(data) | {f"word/x{number}.txt": b"" for number in range(2100)})


def much_in_small_parts(data: bytes) -> bytes:
    part = bytes(range(256)) * 3000  # 0.75 MB, too small to be judged by its ratio
    return packed(parts_of(data) | {f"word/x{number}.bin": part for number in range(140)})


#: What it is, how it is called, what it is made of, what is said of it.
REFUSED: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("an empty Word file", "a.docx", lambda: b"", "空的"),
    ("an empty Excel file", "a.xlsx", lambda: b"", "空的"),
    ("an empty CSV file", "a.csv", lambda: b" \r\n", "空的"),
    ("an empty old file", "a.doc", lambda: b"", "空的"),
    ("half of a Word file", "a.docx", lambda: word()[: len(word()) // 2], "不完整"),
    ("an Excel file without its end", "a.xlsx", lambda: excel()[:-60], "不完整"),
    ("the beginning of a zip and no more", "a.docx", lambda: b"PK\x03\x04", "不完整"),
    ("bytes of no kind", "a.docx", lambda: bytes(range(1, 256)), "不是 Word 文件"),
    ("text", "a.xlsx", lambda: "案例".encode(), "不是 Excel 文件"),
    ("an old Word file", "a.doc", lambda: OLE, "旧格式"),
    ("an old Excel file", "a.xls", lambda: OLE, "旧格式"),
    ("a file of WPS Writer", "a.wps", lambda: OLE, "另存为 .docx"),
    ("a table of WPS", "a.et", lambda: OLE, "另存为 .xlsx"),
    ("an old file under a new name", "a.docx", lambda: OLE, "旧格式"),
    ("an old table under a new name", "a.xlsx", lambda: OLE, "旧格式"),
    ("a Word file with a password", "a.docx", lambda: ENCRYPTED, "密码"),
    ("an Excel file with a password", "a.xlsx", lambda: ENCRYPTED, "密码"),
    ("a page of the web called .xls", "a.xls", lambda: b"<html><table><tr><td>1", "网页"),
    ("a page of the web called .xlsx", "a.xlsx", lambda: b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><table>", "网页"),
    ("a saved page called .doc", "a.doc", lambda: b"MIME-Version: 1.0\r\n", "网页"),
    ("rich text called .docx", "a.docx", lambda: b"{\\rtf1\\ansi", "RTF"),
    ("a PDF called .docx", "a.docx", lambda: b"%PDF-1.7", "PDF"),
    ("XML of Excel 2003", "a.xls", lambda: b'<?xml version="1.0"?><Workbook/>', "XML"),
    ("a newer table of another ending", "a.et", excel, "另存为 .xlsx"),
    ("a text of OpenDocument", "a.docx", lambda: packed({"mimetype": b"application/vnd.oasis"}), "OpenDocument"),
    ("a zip of forms", "a.docx", lambda: packed({"申报表.docx": word()}), "压缩包"),
    ("an Excel file called .docx", "a.docx", excel, "结尾改成 .xlsx"),
    ("a Word file called .xlsx", "a.xlsx", word, "结尾改成 .docx"),
    ("a Word file by its name with macros", "a.docm", word, "宏"),
    ("an Excel file by its name with macros", "a.xlsm", excel, "宏"),
    ("a binary workbook", "a.xlsb", excel, "宏"),
    ("macros in a Word file", "a.docx", lambda: changed(word(), {"word/vbaProject.bin": b"x"}), "带宏"),
    ("macros in an Excel file", "a.xlsx", lambda: changed(excel(), {"xl/VBAPROJECT.BIN": b"x"}), "带宏"),
    (
        "a Word file that says it has macros",
        "a.docx",
        lambda: changed(
            word(),
            {TYPES: replaced("officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main")},
        ),
        "带宏",
    ),
    (
        "an Excel file that says it has macros",
        "a.xlsx",
        lambda: changed(
            excel(), {TYPES: replaced("officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")}
        ),
        "带宏",
    ),
    (
        "a template of Word",
        "a.docx",
        lambda: changed(word(), {TYPES: replaced("document.main+xml", "template.main+xml")}),
        "不是 Word 文件",
    ),
    (
        "a part that unpacks a thousandfold",
        "a.docx",
        lambda: changed(word(), {"word/x.bin": bytes(2 << 20)}),
        "不合常理",
    ),
    ("a sheet that unpacks a thousandfold", "a.xlsx", lambda: changed(excel(), {SHEET: b" " * (3 << 20)}), "不合常理"),
    ("thousands of parts", "a.docx", lambda: many_parts(word()), "太多"),
    ("a hundred megabytes in small parts", "a.docx", lambda: much_in_small_parts(word()), "不合常理"),
    ("a part larger than its header says", "a.docx", lambda: with_flag(word(), DOCUMENT, size=100), "不完整"),
    ("a part with a wrong sum", "a.docx", lambda: corrupted(word()), "不完整"),
    ("a part packed in an unknown way", "a.docx", lambda: with_flag(word(), DOCUMENT, method=97), "不完整"),
    ("a part with a password", "a.docx", lambda: with_flag(word(), DOCUMENT, flag=1), "密码"),
    ("two documents in one file", "a.docx", lambda: duplicated(word()), "同名"),
    ("a path out of the file", "a.docx", lambda: changed(word(), {"../../etc/x.xml": "<x/>"}), "路径"),
    ("a path from the root", "a.docx", lambda: changed(word(), {"/etc/x.xml": "<x/>"}), "路径"),
    ("a path on a drive", "a.xlsx", lambda: changed(excel(), {"C:x.xml": "<x/>"}), "路径"),
    ("entities that multiply", "a.docx", lambda: changed(word(), {DOCUMENT: behind_the_declaration(LAUGHS)}), "实体"),
    ("entities in a sheet", "a.xlsx", lambda: changed(excel(), {SHEET: f"<?xml version='1.0'?>{LAUGHS}<x/>"}), "实体"),
    ("an entity from a disk", "a.docx", lambda: changed(word(), {DOCUMENT: behind_the_declaration(OUTSIDE)}), "实体"),
    (
        "a DTD and nothing in it",
        "a.docx",
        lambda: changed(word(), {DOCUMENT: behind_the_declaration("<!DOCTYPE x>")}),
        "DTD",
    ),
    (
        "a DTD from the web",
        "a.docx",
        lambda: changed(word(), {DOCUMENT: behind_the_declaration('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')}),
        "DTD",
    ),
    (
        "entities in the relations",
        "a.docx",
        lambda: changed(word(), {RELATIONS: behind_the_declaration(OUTSIDE)}),
        "实体",
    ),
    (
        "entities in the list of types",
        "a.docx",
        lambda: changed(word(), {TYPES: behind_the_declaration(OUTSIDE)}),
        "实体",
    ),
    (
        "entities in another encoding",
        "a.docx",
        lambda: changed(
            word(), {"word/x.xml": f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<x/>'.encode("utf-16")}
        ),
        "实体",
    ),
    (
        "XML under another name",
        "a.docx",
        lambda: changed(
            word(),
            {
                "word/x.dat": f"{LAUGHS}<x/>",
                TYPES: replaced(
                    "</Types>",
                    '<Override PartName="/word/x.dat" ContentType="application/vnd.openxmlformats-officedocument'
                    '.wordprocessingml.styles+xml"/></Types>',
                ),
            },
        ),
        "改了名字",
    ),
    (
        "elements in elements in elements",
        "a.docx",
        lambda: changed(word(), {"word/x.xml": "<x>" * 500 + "</x>" * 500}),
        "太深",
    ),
    (
        "a document that ends in the middle",
        "a.docx",
        lambda: changed(word(), {DOCUMENT: lambda text: text[:-50]}),
        "坏了",
    ),
    (
        "an encoding that nobody knows",
        "a.docx",
        lambda: changed(word(), {"word/x.xml": '<?xml version="1.0" encoding="x-none"?><x/>'}),
        "坏了",
    ),
    ("no document in a Word file", "a.docx", lambda: changed(word(), {DOCUMENT: None}), "坏了"),
    ("no sheet in an Excel file", "a.xlsx", lambda: changed(excel(), {SHEET: None}), "没有申报表的栏目"),
    ("no relations in an Excel file", "a.xlsx", lambda: changed(excel(), {"xl/_rels/workbook.xml.rels": None}), "坏了"),
    (
        "the strict kind of Word file",
        "a.docx",
        lambda: changed(
            word(),
            {
                DOCUMENT: replaced(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    "http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            },
        ),
        "严格",
    ),
    (
        "a later form in Word",
        "a.docx",
        lambda: changed(word(), {DOCUMENT: replaced("案例申报表 第 1 版", "案例申报表 第 9 版")}),
        "第 9 版",
    ),
    ("a later form in Excel", "a.xlsx", of_a_later_version, "第 9 版"),
    ("a later form in CSV", "a.csv", lambda: "案例申报表 第 9 版 cases,title\n".encode(), "第 9 版"),
    ("a CSV of zeros", "a.csv", lambda: bytes(300) + b"a", "编码"),
    ("an Excel file called .csv", "a.csv", excel, "Excel 文件"),
    ("a CSV of another table", "a.csv", lambda: "姓名,年龄\n张三,3\n".encode(), "没有申报表的栏目"),
    ("a CSV with an endless cell", "a.csv", lambda: ('标题,摘要,单位名称\n"' + "长" * 200_000).encode(), "引号"),
    (
        "a list of six thousand cases",
        "a.csv",
        lambda: ("标题,摘要,单位名称\n" + "甲,乙,丙\n" * 6000).encode(),
        "5000 行",
    ),
    ("a picture", "a.png", lambda: b"\x89PNG", "只读 .docx"),
    ("21 megabytes", "a.docx", lambda: b"PK\x03\x04" + bytes(21 << 20), "20 MB"),
]


#: Of what is refused, all but this is never handed to a library that reads office files.
READ_BY_A_LIBRARY = ("no document", "no sheet", "no relations", "a later form")


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_what_is_no_form_is_refused_and_named_before_any_library_sees_it(
    row: tuple[str, str, Callable[[], bytes], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(*_args: object, **_more: object) -> None:
        pytest.fail("a library was asked to read it")

    what, name, made, said = row
    path = tmp_path / name
    path.write_bytes(made())
    monkeypatch.setattr("socket.socket", None)  # whoever asked for anything elsewhere would fail
    if not what.startswith(READ_BY_A_LIBRARY):
        monkeypatch.setattr(word_reader.docx, "Document", seen)
        monkeypatch.setattr(excel_reader, "_Reader", seen)
    read, refused = read_form_files([path], empty_form())
    assert read == []
    (words,) = refused
    assert words.startswith(f"{name}：")
    assert said in words


def test_folders_and_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "表.docx").mkdir()
    _, refused = read_form_files([tmp_path / "表.docx", tmp_path / "没有.xlsx"], empty_form())
    assert refused == ["表.docx：这是文件夹，不是文件。", "没有.xlsx：找不到这个文件。"]
