"""A spool gives back in order what was put in, and leaves nothing on the disk."""

from pathlib import Path

from kb.publish.spool import Spool


def test_texts_come_back_as_often_as_asked_in_the_order_they_came(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "cache")
    texts = [("a", "教育\r\n信息化"), ("b", ""), ("c", "😀" * 1000)]
    for name, text in texts[:2]:
        spool.add(name, text)
    assert list(spool) == texts[:2]
    spool.add(*texts[2])
    assert list(spool) == list(spool) == texts
    spool.close()
    assert list((tmp_path / "cache").iterdir()) == []


def test_where_a_folder_cannot_be_made_the_systems_own_place_does(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    spool = Spool(tmp_path / "file" / "cache")
    spool.add("a", "教育")
    assert list(spool) == [("a", "教育")]
    spool.close()
