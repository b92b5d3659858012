"""Write the first version of a case file: everything the check asks for, with a word of advice beside each part."""

from dataclasses import dataclass

from kb.content.yaml_scalar import scalar_of
from kb.model import BODY_SECTIONS, UNKNOWN

_ADVICE = {
    "背景与问题": "当时遇到什么困难，对谁是困难？",
    "做法": "谁做什么，用什么，多久一次？",
    "成效与证据": "来源说有什么变化，怎么知道的？",
    "复制条件（编者分析）": "别的学校想学，要先有什么，难在哪里？",
    "待补证据": "还缺什么，可以向谁、到哪里去查？",
}


@dataclass(frozen=True)
class CaseStart:
    """What is known of a case when its file is begun; an empty tuple stands for 未知."""

    id: str
    title: str
    unit: str
    unit_type: str
    region: str
    source: str
    locator: str
    date: str
    status: str
    practice: str
    stage: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    problem: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    evidence: int = 0


def render_case_template(start: CaseStart) -> str:
    """Return the text of a case file that passes the check and says what is still to be written."""
    summary = f"“{start.title}”的摘要还没有写。请用一段 40 至 160 字的话说清要解决的问题、采用的做法和现有的证据。"
    citation = f"{{source: {start.source}, locator: {scalar_of(start.locator)}}}"
    head = f"""---
# 一行一个“键: 值”。井号后面是说明，写完可以删去。不知道就写“{UNKNOWN}”，不要猜。
id: {start.id} # 与文件名相同，发布后不改
title: {scalar_of(start.title)}
# 40 至 160 字，一段话说清问题、做法和证据。
summary: {scalar_of(summary[:160])}
unit:
  name: {scalar_of(start.unit)}
  type: {scalar_of(start.unit_type)}
region: {start.region} # 六位行政区划代码
# 下面四项用 cases/vocabulary.yml 里的名称；多个写成 [甲, 乙]。
stage: {_labels(start.stage)}
theme: {_labels(start.theme)}
problem: {_labels(start.problem)}
model: {_labels(start.model)}
# 0 仅见于政策文件，1 单位自述，2 第三方报道，3 有前后数据，4 有对照组，5 随机试验或综述。
evidence: {start.evidence}
review: {{status: {start.status}, date: {start.date}}}
# as_of 是“现在是否还在做”这句话所依据的日期。
practice: {{status: {start.practice}, since: {UNKNOWN}, as_of: {start.date}}}
# 新来源先登记到 cases/sources.yml；locator 写在来源里的位置，如“二·2”或页码。
sources:
  - {citation}
# 谁投资、建设、运营、拥有、付费：来源没有说的写“{UNKNOWN}”。
mechanism: {{invest: {UNKNOWN}, build: {UNKNOWN}, operate: {UNKNOWN}, own: {UNKNOWN}, pay: {UNKNOWN}}}
# 事实陈述：一条一句，照下面的样子写，去掉行首的井号。
# claims:
#   - text: 用自己的话写来源说的一件事。
#     as_of: 2014
#     source: {start.source}
#     locator: {start.locator}
---
"""
    sections = [
        f"\n## {heading}\n\n{UNKNOWN}。{_ADVICE.get(heading, '')}有出处的句子在句号前标来源，写法见 CONTRIBUTING.md。\n"
        for heading in BODY_SECTIONS
    ]
    return head + "".join(sections)


def _labels(labels: tuple[str, ...]) -> str:
    if not labels:
        return UNKNOWN
    return labels[0] if len(labels) == 1 else f"[{', '.join(labels)}]"
