"""Check what kind of document a source is said to be."""

import re
from collections.abc import Iterator

from kb.checks.scope import Scope
from kb.content.messages import meant_hint
from kb.content.problems import problem
from kb.content.validation_messages import nearest
from kb.content.yaml_nodes import scalars
from kb.model import Problem
from kb.model.source import SOURCE_TYPES

#: What people and other programs write for a type.
_USUAL = {
    word: kind
    for kind, words in {
        "article-journal": "期刊 期刊文章 期刊论文 论文 学术论文 jour journalarticle",
        "article-newspaper": "报纸 报纸文章 新闻 报道 news newspaperarticle",
        "article-magazine": "杂志 杂志文章 mgzn magazinearticle",
        "book": "图书 书 书籍 专著 著作 monograph",
        "chapter": "析出文献 章 booksection inbook incollection",
        "webpage": "网页 网站 网络 公众号 微信 elec online electronic",
        "post-weblog": "博客 blogpost",
        "regulation": "文件 政策 政策文件 通知 公文 规章 govdoc",
        "legislation": "法律 法规 stat statute",
        "standard": "标准 stand",
        "report": "报告 研究报告 rprt techreport",
        "thesis": "学位论文 硕士论文 博士论文 thes phdthesis mastersthesis",
        "paper-conference": "会议论文 conf cpaper conferencepaper inproceedings",
        "dataset": "数据 数据集 data",
        "software": "软件 comp computerprogram",
        "patent": "专利 pat",
        "map": "地图",
        "motion_picture": "视频 录像 影片 video film videorecording",
        "speech": "讲话 发言 演讲 presentation",
        "interview": "访谈 采访",
        "manuscript": "手稿 内部材料 unpb unpublished",
        "document": "其他 misc gen",
    }.items()
    for word in words.split()
}


def check_types(scope: Scope) -> Iterator[Problem]:
    """Find sources of a kind that no style can print."""
    for value in scalars(scope.reading.sources.root, "sources", "type"):
        if value.text and value.text not in SOURCE_TYPES:
            meant = _USUAL.get(re.sub(r"[-_ ]", "", value.text.casefold())) or nearest(value.text, list(SOURCE_TYPES))
            shown = scope.reading.sources.shown
            yield problem("KB213", shown, value.position, value=value.text, hint=meant_hint(meant))


CHECKS = (check_types,)
