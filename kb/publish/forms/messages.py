"""Hold every sentence that `kb import` and the submission page say of an office file; the page is given them all."""

from typing import Final

from kb.errors import FormUnreadable

MESSAGES: Final[dict[str, str]] = {
    # What may be wrong with a file as a whole.
    "empty": "文件是空的。",
    "large": "文件超过 {most} MB。请删去里面的图片和附件。",
    "large.csv": "文件超过 {most} MB。请分成几个文件。",
    "csv.excel": "这是 Excel 文件，只是名字叫 .csv。请把结尾改回 .xlsx，或者另存为 CSV。",
    "csv.quotes": "不是完整的 CSV 文件，引号没有成对或者格子太长。请用 Excel 或 WPS 重新另存为 CSV。",
    "csv.encoding": "看不出文件是什么编码。请用 Excel 或 WPS 另存为“CSV UTF-8”。",
    "macros": "不读带宏的文件。请另存为不带宏的 .docx 或 .xlsx。",
    "macros.inside": "文件带宏，不读带宏的文件。请另存为不带宏的 .docx 或 .xlsx。",
    "kinds": "只读 .docx、.xlsx 和 .csv 文件。",
    "kinds.old": "不读 {kind} 文件。请用 Word、Excel 或 WPS 打开，另存为 {wanted}。",
    "encrypted": "文件加了密码，打不开。请去掉密码再存一次。",
    "old": "这是旧格式的文件（.doc、.xls、.wps、.et）。请用 Word、Excel 或 WPS 打开，另存为 {kind}。",
    "rtf": "这是 RTF 文件，只是名字叫 {kind}。请用 Word、Excel 或 WPS 打开，另存为 {kind}。",
    "pdf": "这是 PDF 文件。请发填好的 Word 或 Excel 表。",
    "html": "这其实是网页，只是名字叫 {kind}。请用 Word、Excel 或 WPS 打开，另存为 {kind}。",
    "xml": "这是 XML 文件，只是名字叫 {kind}。请用 Word、Excel 或 WPS 打开，另存为 {kind}。",
    "other": "这不是 {name}，只是名字叫 {kind}。请用 Word、Excel 或 WPS 打开，另存为 {kind}。",
    "damaged": "文件不完整或者坏了，读不出来。请用 Word、Excel 或 WPS 打开，另存为 {kind}，再试一次。",
    "damaged.inside": "文件坏了，读不出来。请用 {program} 或 WPS 打开，另存为 {kind}，再试一次。",
    "damaged.part": "文件里的 {part} 坏了，读不出来。请用 Word、Excel 或 WPS 打开，另存为一份，再试一次。",
    "opendocument": "这是 OpenDocument 文件。请用 Word、Excel 或 WPS 打开，另存为 {kind}。",
    "archive": "这是压缩包，不是 {name}。请发填好的表本身。",
    "strict": "这是“严格”格式的文件。请用 Word、Excel 或 WPS 打开，另存为普通的 {kind}。",
    "parts": "文件里的东西太多，不像申报表，没有读。",
    "twice": "文件里有两份同名的内容，不知道该读哪一份，没有读。",
    "paths": "文件里有指向别处的路径，没有读。",
    "bomb": "文件解开以后大得不合常理，没有读。",
    "renamed": "文件里有改了名字的内容，不知道是什么，没有读。",
    "kind.other": "这其实是 {name}，请把文件名的结尾改成 {kind}。",
    "kind.none": "这不是 {name}。请用 Word、Excel 或 WPS 打开，另存为 {kind}。",
    "deep": "文件里的东西太多或套得太深，不像申报表，没有读。",
    "entities": "文件里有 DTD 或实体，表格用不着这些，没有读。",
    # What may be wrong with the form in it.
    "form.word": "这里没有申报表的题目。请用 kb template 写出的表，或从网站“提供案例”一页下载的表。",
    "form.excel": "这里没有申报表的栏目。请用 kb template 写出的表，或从网站“提供案例”一页下载的表。",
    "version": "这张表是第 {version} 版，这里只认到第 {own} 版。请先更新程序，或换用网站上的表。",
    "rows": "{sheet}超过 {most} 行。请分成几个文件。",
    # What was left out.
    "left.picture": "图片 {name} 没有收进来",
    "left.cell": "{place}的图片没有收进来",
    "left.embedded": "嵌在里面的文件 {name} 没有读",
    "left.books": "表里引用了别的 Excel 文件，没有打开，只用格子里存着的值",
    "left.links": "里面连着别处的文件，没有打开",
    "left.twice": "{place}在表里有两处，只读了前一处",
    "left.table": "{place}的回答里还有一张表，只读了里面的字",
    "left.hidden": "{sheet}第 {rows} 行是隐藏的，没有读",
    "left.sheet": "{sheet}是隐藏的，没有读",
    "left.formula": "{sheet}{cells} 的公式没有算出结果，没有读",
    "left.column": "{place}“{title}”不是申报表的栏目，没有读",
    "left.question": "表里的“{title}”不是申报表的题目，没有读",
    "left.unclaimed": "{place}没有写明属于哪个案例，没有读",
    # Where an answer stands.
    "place.question": "第 {number} 题",
    "place.table": "{table}表第 {number} 行",
    "place.row": "{sheet}第 {number} 行",
    "place.sheet": "工作表“{name}”",
    "place.materials": "材料表",
    # What only the page says.
    "page.several": "一次只读一个文件。请一个一个地放。",
    "page.browser": "这个浏览器太旧，打不开 Word 和 Excel 表。请换新一些的浏览器，或者把填好的表直接发给编辑。",
    "page.gone": "读不到这个文件。它可能改了名字、换了地方，请再选一次。",
    "page.edited": "这是编辑用的表，栏目比这一页多。请用 kb import 读。",
    "page.nothing": "表里还没有填什么。",
    # What is wrong with an answer beyond what `kb check` says.
    "material": "没有“材料{number}”这份材料。请在“材料”表里补一行，或者改正编号。",
}


def say(key: str, /, **values: object) -> str:
    """Return a sentence with these values in it."""
    return MESSAGES[key].format(**values)


def unreadable(key: str, /, **values: object) -> FormUnreadable:
    """Return the error that says why a file is not read."""
    return FormUnreadable(say(key, **values))
