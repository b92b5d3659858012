"""Filled-in drafts, of one who did it and of one who has material."""

from kb.publish.submission.draft import Draft

SELF = Draft(
    road="self",
    person="张老师",
    head={
        "unit": {"name": "某县某镇中心小学", "type": "学校"},
        "region": "340200",
        "title": "用一块屏幕：给两个“教学点”上 #音乐课",
        "summary": "两个教学点没有音乐老师，中心小学的老师每周连线上课。" * 2,
        "practice": {"status": "仍在进行", "since": "2024-09"},
        "stage": "小学",
        "problem": ["教学点开不齐课"],
        "model": ["在线课堂", "同步课堂"],
        "setting": {"kind": ["教学点"], "pupils_from": "31"},
        "mechanism": {"invest": ["政府"], "build": [], "operate": ["学校"], "own": [], "pay": []},
        "cost": {"amount": "6800", "note": "电视: 一台"},
        "contributors": ["张老师", "O'Neil"],
    },
    sections={
        "背景与问题": "没有老师。\n也没有课？\n\n1. 一年级\n2. 二年级\n后来才有",
        "做法": "- 每周三\n- 每周五\n\n### 小题\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
        "成效与证据": "没有测过",
        "想学，先想好这几件事（编者的话）": "",
        "还想知道": "未知。",
    },
)
MATERIAL = Draft(
    road="material",
    head={
        "unit": {"name": "某县教育局", "type": "教育行政部门"},
        "region": "",
        "title": "某县同步课堂",
        "summary": "一句话。",
        "practice": {"status": "", "since": ""},
        "setting": {"kind": [], "pupils_from": ""},
        "mechanism": {"invest": ["政府"], "build": [], "operate": [], "own": [], "pay": []},
        "cost": {"amount": "", "note": ""},
    },
    sections={
        "背景与问题": "原来没有课〔材料1，第 2 段〕。",
        "做法": "这样做〔材料2，二·2〕，又这样〔材料9，x〕。",
        "成效与证据": "见〔edu-wuhu-2005，正文〕。",
    },
    materials=[
        {
            "title": "通知",
            "type": "webpage",
            "author": ["某县"],
            "issued": "2019-05",
            "URL": "https://www.wuhu.gov.cn/a",
            "locator": "第 2 段",
        },
        {"source": "moe-2014-13", "locator": "二·2"},
        {
            "title": "报道",
            "type": "article-newspaper",
            "container-title": "某报",
            "volume": "9",
            "page": "3",
            "accessed": "2020-01-01",
            "URL": "https://www.wuhu.gov.cn/b",
            "issued": "2019",
            "locator": "",
        },
    ],
)
