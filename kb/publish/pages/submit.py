"""Render the page on which a case is written: its form is data, generated from schema, vocabulary and checks."""

import re
from functools import cache
from urllib.parse import urlsplit

from markupsafe import Markup

from kb.content.corpus_reader import SOURCES
from kb.content.readings import pinyin_of
from kb.model import BODY_SECTIONS, UNKNOWN, Corpus
from kb.model.facts import facts_in
from kb.publish.core.page import Page
from kb.publish.core.script import script_json
from kb.publish.pages.renderer import PageRenderer
from kb.publish.submission.form import Field, case_fields, source_fields
from kb.publish.submission.rules import FORM_PATTERNS, form_messages, form_words, layout_data, rule_data
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.taxonomies import TAXONOMIES
from kb.region_table import region_names

#: The form in steps: title, what it is about, keys. A key of the schema that is not named here comes last.
STEPS = (
    ("基本情况", "谁、在哪里、做了什么。", ("title", "summary", "unit", "region", "stage")),
    ("归类", "读者按这些词找案例。来源没有说的，选“未知”。", ("theme", "problem", "model", "id")),
    ("来源和证据", "每句话要有出处。证据等级只看证据强弱，不看效果好坏。", ("sources", "evidence", "effect", "claims")),
    ("时间和状态", "", ("practice", "review")),
    (
        "谁出钱、条件和步骤（可以不填）",
        "知道多少写多少，空着的在网页上显示“未知”。",
        ("setting", "mechanism", "mechanism_sources", "cost", "prerequisites", "steps", "enabling", "constraints"),
    ),
    ("其他（可以不填）", "", ("flow", "follow_up", "aliases", "title_en", "related", "contributors", "license")),
)

#: What belongs into each section of the body.
_SECTION_HELP = {
    "背景与问题": "当时遇到什么困难，对谁是困难。",
    "做法": "具体怎么做：谁做什么，用什么，多久一次。",
    "成效与证据": "来源说有什么变化、怎么知道的。没有数据就照实说没有。",
    "想学，先想好这几件事（编者的话）": "您自己的分析：别的学校想学，要先有什么，难在哪里。",
    "还想知道": "还缺什么，可以向谁、到哪里去查。",
}

#: Facts that the form's preview shows.
_PREVIEW = (
    *("problem", "model", "unit.name", "region", "stage", "theme"),
    *("mechanism.invest", "mechanism.pay", "effect"),
)

#: Beyond so many entries, lists of ids would weigh more than the form; the check then comes with `kb check`.
_LISTED = 2000

#: Words at the end of a division's name that its short name goes without.
_KIND_OF_PLACE = re.compile(r"(特别行政区|自治区|自治州|自治县|地区|新区|省|市|区|县|盟|旗)$")


def render_submit(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the page with its form's description inside."""
    return renderer.page(
        "submit.html",
        "submit.html",
        title="投稿",
        description="不用会编程：填一张表，边写边检查，得到一个可以提交的案例文件。内容只留在您自己的浏览器里。",
        form=Markup(script_json(form_data(catalogue.corpus, renderer.options.repository, renderer.options.edit_uri))),
    )


def form_data(corpus: Corpus, repository: str | None = None, edit_uri: str | None = None) -> Field:
    """Return everything the form's script needs to know."""
    fields = {str(field["key"]): field for field in case_fields(corpus)}
    named = {key for _, _, keys in STEPS for key in keys}
    steps = [(title, words, [fields[key] for key in keys if key in fields]) for title, words, keys in STEPS]
    steps[-1][2].extend(field for key, field in fields.items() if key not in named)
    few = len(corpus.cases) <= _LISTED and len(corpus.sources) <= _LISTED
    return {
        "unknown": UNKNOWN,
        "reviewStatus": next((term.label for term in corpus.vocabulary.review_statuses if term.id == "pending"), ""),
        "order": list(fields),
        "steps": [{"title": title, "help": words, "fields": fields} for title, words, fields in steps],
        "sections": [{"heading": heading, "help": _SECTION_HELP.get(heading, "")} for heading in BODY_SECTIONS],
        "sourceFields": source_fields(corpus),
        "messages": form_messages(),
        "forms": form_words(),
        "formPatterns": FORM_PATTERNS,
        "sourceList": f"cases/{SOURCES}",
        "rules": rule_data(corpus),
        "layout": layout_data(),
        "cases": [[case.id, case.title] for case in corpus.cases] if few else None,
        "sources": [[source.id, source.title, source.tier] for source in corpus.sources.values()] if few else None,
        "regions": [[code, name, _slug(name)] for code, name in region_names().items()],
        "preview": [
            (fact.key, fact.labels["compare"]) for fact in facts_in("compare", first=_PREVIEW) if fact.key in _PREVIEW
        ],
        "termSlugs": {
            family.field: {term.label: term.id for term in corpus.vocabulary.terms(family.folder)}
            for family in TAXONOMIES
        },
        "repository": _repository(repository, edit_uri),
    }


def _repository(address: str | None, edit_uri: str | None) -> Field | None:
    """Return where files are edited; the branch stands in ``edit_uri`` (``edit/main/``)."""
    if not address:
        return None
    host = urlsplit(address).hostname or ""
    kinds = {"github.com": "github", "gitee.com": "gitee"}
    kind = kinds.get(host, "gitlab" if "gitlab" in host else "github" if "github" in host else "")
    parts = [part for part in (edit_uri or "").split("/") if part not in ("", "-")]
    return {"address": address.rstrip("/"), "kind": kind, "branch": parts[1] if len(parts) > 1 else "main"}


@cache  # thousands of divisions, the same for every corpus
def _slug(name: str) -> str:
    """Return a division's short name in letters: 芜湖市 → wuhu."""
    short = _KIND_OF_PLACE.sub("", name) if len(name) > 2 else name
    return "".join(char for char in "".join(pinyin_of(name)[: len(short)]).lower() if char.isascii() and char.isalnum())
