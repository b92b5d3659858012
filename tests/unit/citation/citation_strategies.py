"""Make references for tests: a base of each kind, and hypothesis strategies for hard text."""

from hypothesis import strategies as st

from kb.citation.name import Name
from kb.citation.reference import Reference
from kb.citation.style import Style, reference_list

#: What LaTeX, RIS and people obey, thrown together with Chinese and emoji.
HARD = r"""&%_{}$#~^\"'`<>@,;:=-–—|[]()《》「」“”’课堂班班通 éß😀👩‍🏫"""

hard_text = st.text(st.sampled_from(HARD + "abAB 12"), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "课"
)
web_addresses = st.text(st.sampled_from("abc/_&%{}~#?=.-课'"), max_size=30).map("https://example.cn/".__add__)
names = st.one_of(
    hard_text.map(Name),
    st.builds(
        lambda family, given: Name("", family, given),
        st.text(st.sampled_from("ABcdé&_%'-"), min_size=1, max_size=8).filter(lambda text: text.strip("-'`")),
        st.text(st.sampled_from("ABcdé.&_%'-"), min_size=1, max_size=8).filter(lambda text: text.strip("-'`.")),
    ),
)
references = st.builds(
    Reference,
    id=st.just("moe-2014-13"),
    type=st.sampled_from(
        [
            *("webpage", "regulation", "article-journal", "book", "report", "dataset", "thesis", "chapter", "standard"),
            *("speech", "interview", "periodical", "paper-conference", "motion_picture", "legislation"),
        ]
    ),
    title=hard_text,
    authors=st.lists(names, max_size=5).map(tuple),
    issued=st.sampled_from(["", "2014", "2014-02", "2014-02-24"]),
    number=hard_text,
    publisher=hard_text,
    container_title=hard_text,
    url=web_addresses,
    accessed=st.sampled_from(["", "2026-11-23"]),
    language=st.sampled_from(["zh-CN", "en-US"]),
    note=hard_text,
)


def render_entries(references: list[Reference], style: Style = Style.GB_2025) -> list[str]:
    """Return the entries of a list as they are written."""
    return [entry.text for entry in reference_list(dict(enumerate(references)), style).values()]
