"""The tool that compares two sites sees what readers would, and nothing else."""

from pathlib import Path

import pytest

from tools.compare_sites import differences

PAGE = """<!doctype html><title>题</title><link rel="stylesheet" href="../kb/page.css?0123abcd">
<nav><a href="index.html">首页</a></nav><main><p id="p1">一 <b>二</b><ul><li>三<li>四</ul>
<script type="application/ld+json">{"name": "甲", "type": "乙"}</script><img alt="图" src="x.png"></main>"""


def compared(tmp_path: Path, page: str, **files: str) -> list[str]:
    for name, text in (("old", PAGE), ("new", page)):
        folder = tmp_path / name / "cases"
        folder.mkdir(parents=True)
        (folder / "a.html").write_text(text, encoding="utf-8")
    for name, text in files.items():
        (tmp_path / "new" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return list(differences(tmp_path / "old", tmp_path / "new"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0123abcd", "89ef0123"),
        ("<li>三<li>四</ul>", "</p>\n<li>三</li>\n\n<li>四</li></ul>"),
        ('{"name": "甲", "type": "乙"}', '{"type":"乙","name":"甲"}'),
        ('href="index.html"', 'href="../cases/index.html"'),
        ('alt="图" src="x.png"', 'src="x.png" alt="图"'),
    ],
)
def test_how_a_page_is_written_does_not_count(old: str, new: str, tmp_path: Path) -> None:
    assert old in PAGE
    assert compared(tmp_path, PAGE.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("<b>二</b>", "<b>两</b>", "text"),
        ('alt="图"', 'alt="画"', "text"),
        ("三<li>四", "三四", "text"),
        ("<title>题", "<title>目", "text"),
        ('href="index.html"', 'href="../index.html"', "link"),
        ('src="x.png"', 'src="y.png"', "link"),
        ('id="p1"', 'id="p2"', "anchor"),
        ('"乙"', '"丙"', "data"),
    ],
)
def test_what_readers_and_programs_get_counts(old: str, new: str, kind: str, tmp_path: Path) -> None:
    assert old in PAGE
    found = compared(tmp_path, PAGE.replace(old, new))
    assert found
    assert {line.split()[1] for line in found} == {kind}


def test_files_that_came_or_went_or_changed_count(tmp_path: Path) -> None:
    assert compared(tmp_path, PAGE, feed_xml="<feed/>", kb_js="1") == ["feed.xml: new"]
