"""What is called exactly what was typed can be told from what only holds the same characters."""

from kb.search.text.exact_names import asked_name_sounds, count_names, exact_name_terms, shard_key


def test_a_title_is_named_as_a_whole_and_by_its_parts_written_and_by_sound() -> None:
    names = set(count_names({"title": ("芜湖“在线课堂”：帮教学点",)}))
    assert {"=芜湖在线课堂帮教学点", "=在线课堂", "=zai'xian'ke'tang", "=帮教学点"} <= names


def test_sentences_and_words_in_letters_are_no_names() -> None:
    assert not count_names({"title": ("这是一个很长很长很长的标题",), "aliases": ("iPad", "课")})
    assert not count_names({"body": ("同步课堂",)})


def test_a_query_asks_for_each_word_and_for_all_of_them() -> None:
    assert exact_name_terms("蕪湖 在线课堂") == ["=芜湖在线课堂", "=芜湖", "=在线课堂"]
    assert exact_name_terms("PPP 课") == []
    assert asked_name_sounds(["=芜湖", "=课a"]) == ["=wu'hu"]


def test_a_name_lies_with_its_first_pair() -> None:
    assert [shard_key("=同步课堂"), shard_key("=tong'bu'ke'tang")] == ["同步", "tong'bu"]
