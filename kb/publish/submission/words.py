"""Hold what the submission form asks, in a teacher's words; what is not here the form proposes, or editors add."""

from typing import Final

#: Key of a case → its label and a hint. The order within a group is the model's.
ASKED: Final[dict[str, tuple[str, str]]] = {
    "unit.name": ("单位名称", "写全称"),
    "unit.type": ("单位类型", ""),
    "region": ("在哪里", "选到哪一级都行"),
    "stage": ("学段", ""),
    "title": ("标题", "谁，用什么办法，做了什么"),
    "summary": ("摘要", "为什么做，怎么做，结果怎样"),
    "practice.status": ("现在还在做吗", ""),
    "practice.since": ("什么时候开始的", "如 2019、2019-09"),
    "problem": ("解决什么问题", ""),
    "model": ("属于哪种做法", ""),
    "setting.kind": ("什么样的学校", ""),
    "setting.pupils_from": ("有多少学生", "只写数字，如 43"),
    "mechanism.invest": ("谁投资", ""),
    "mechanism.build": ("谁建设", ""),
    "mechanism.operate": ("谁运营", ""),
    "mechanism.own": ("归谁所有", ""),
    "mechanism.pay": ("谁付费", ""),
    "cost.amount": ("花了多少钱（元）", "只写数字，如 12000"),
    "cost.note": ("钱花在哪里", ""),
    "contributors": ("署名", "想在页面上署名就填；几个人用顿号隔开"),
}

#: What everybody has to fill in; beside these, the doer whether it still goes on, the others what they rest on.
REQUIRED: Final = frozenset({"unit.name", "unit.type", "region", "title", "summary"})

#: How a contributor knows of the case: key → what it is called, and what follows from it.
ROAD: Final = "您是哪一种情况"
ROADS: Final[dict[str, tuple[str, str]]] = {
    "self": ("我是做这件事的人", "写自己学校或单位的事。整篇算您单位的自述，不用标出处。"),
    "material": ("我手里有材料", "写从文件、报道、网页上看到的事。说到事实的句子要标出处。"),
}

#: Who tells of their own unit's work, and where in a document a case stands: a label and a hint.
PERSON: Final = ("您的姓名", "可以不填；填了会公开，写在单位前面")
LOCATOR: Final = ("在材料的什么地方", "如“第 3 页”")

#: A section's heading → its label, a hint, and what is written where a contributor leaves it empty.
SECTIONS: Final = (
    ("背景与问题", "遇到了什么困难", "对谁是困难，有多难", ""),
    ("做法", "怎么做的", "谁做什么，用什么，多久一次", ""),
    ("成效与证据", "结果怎样", "没有测过就照实说", ""),
    ("想学，先想好这几件事（编者的话）", "别的学校想学，要先想好什么", "要先有什么，难在哪里", "未知。"),
    ("还想知道", "还有什么不清楚", "可以问谁，到哪里查", "未知。"),
)

#: Key of a new source → its label and a hint.
SOURCE_ASKED: Final[dict[str, tuple[str, str]]] = {
    "title": ("材料的题名", ""),
    "type": ("是什么材料", ""),
    "author": ("谁写的、谁发布的", "几个用顿号隔开"),
    "issued": ("发布日期", "如 2019-05-06、2019"),
    "URL": ("网址", ""),
    "archived_url": ("存档的网址", "网页打不开时，还能在哪里看到"),
    "title_by_editor": ("题名", ""),
    "note": ("说明", "关于这份材料，编辑要知道的"),
}

#: Kinds of documents that contributors have, the usual ones first.
SOURCE_TYPES_ASKED: Final = (
    *("webpage", "article-newspaper", "article-journal", "regulation", "legislation", "standard", "report", "thesis"),
    *("book", "chapter", "paper-conference", "periodical", "speech", "interview", "motion_picture", "manuscript"),
)

#: Kind of document → what else is known of such, behind “更多”.
FURTHER: Final[dict[str, tuple[str, ...]]] = {
    "webpage": ("container-title", "accessed"),
    "article-newspaper": ("container-title", "page"),
    "article-journal": ("container-title", "volume", "issue", "page", "number", "ISSN", "DOI"),
    "regulation": ("number", "publisher", "effective", "status"),
    "legislation": ("number", "publisher", "effective", "status"),
    "standard": ("number", "publisher", "effective", "status"),
    "report": ("number", "publisher", "page"),
    "thesis": ("publisher", "genre"),
    "book": (
        *("publisher-place", "publisher", "edition", "volume", "issued_until", "collection-title"),
        *("collection-number", "editor", "translator", "page", "ISBN"),
    ),
    "chapter": ("container-title", "editor", "publisher-place", "publisher", "page", "ISBN"),
    "paper-conference": ("event-title", "container-title", "publisher", "page"),
    "periodical": ("issued_until", "publisher-place", "publisher", "ISSN"),
    "speech": ("event-title", "event-place"),
    "interview": ("interviewer", "container-title"),
    "motion_picture": ("container-title", "publisher", "dimensions"),
    "manuscript": ("number", "publisher"),
}
