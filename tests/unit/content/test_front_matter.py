"""Whatever the bytes, reading a case gives a case or problems, never an exception."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.content import case_reader, front_matter
from kb.content.case_reader import read_case
from kb.content.problems import Problems
from kb.content.text_file import MAX_BYTES, read_text
from kb.content.yaml_nodes import Position, Scalar, as_data, key_position, position_of
from kb.content.yaml_reader import read_yaml
from tests.examples import examples

BASE = Path(__file__).parents[2] / "golden/base/cases/xx-online-classroom.md"
SAMPLE = BASE.read_bytes()

#: Text without what the reader refuses: control, format, private and unassigned characters, surrogates.
plain_text = st.text(st.characters(exclude_categories=("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")), max_size=40)
keys = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)
heads = st.dictionaries(
    keys,
    st.one_of(plain_text, st.lists(plain_text, max_size=4), st.dictionaries(keys, plain_text, max_size=3)),
    max_size=6,
)


def read(tmp_path: Path, data: bytes) -> case_reader.CaseFile:
    path = tmp_path / "x.md"
    path.write_bytes(data)
    return read_case(path, "x.md", None)


same_folder = settings(examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])


@same_folder
@given(st.binary(max_size=400))
def test_any_bytes_give_problems_and_no_exception(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data).problems


@same_folder
@given(st.data())
def test_a_real_case_damaged_anywhere_gives_a_case_or_problems(tmp_path: Path, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SAMPLE)))
    end = data.draw(st.integers(start, min(len(SAMPLE), start + 20)))
    patch = data.draw(
        st.one_of(st.binary(max_size=6), st.sampled_from([b"[", b"{", b'"', b": ", b"\t", b"&a ", b"*", b"\n"]))
    )
    damaged = read(tmp_path, SAMPLE[:start] + patch + SAMPLE[end:])
    assert damaged.case or damaged.problems
    lines = (SAMPLE[:start] + patch + SAMPLE[end:]).count(b"\n") + 2
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in damaged.problems)


@same_folder
@given(st.text(st.sampled_from("---\n: []{}\"'#&*!|>%@`,?-<\t \\ux0aé中："), max_size=80))
def test_any_run_of_yaml_signs_between_fences_gives_no_exception(tmp_path: Path, head: str) -> None:
    assert read(tmp_path, f"---\n{head}\n---\n".encode()).problems


@given(heads)
def test_what_is_written_as_yaml_is_read_back_as_text(head: dict[str, object]) -> None:
    written = yaml.safe_dump(head, allow_unicode=True, default_style='"')
    problems = Problems("x.md")
    node = read_yaml(written, problems)
    assert problems.found == []
    assert node is not None
    assert as_data(node) == head


@given(plain_text, plain_text)
def test_front_matter_and_body_joined_by_fences_split_into_themselves(head: str, body: str) -> None:
    text = f"---\n{head}\n---\n{body}"
    problems = Problems("x.md")
    parts = front_matter.split(text, problems)
    if head.rstrip(" ") == "---":
        return
    assert parts == front_matter.FrontMatter(head, body, 4)


def test_scalars_stay_the_text_that_was_typed() -> None:
    node = read_yaml("a: no\nb: 12:30\nc: 0755\nd: ~\ne: 2014-02-24\nf:\n", Problems("x.md"))
    assert node is not None
    assert as_data(node) == {"a": "no", "b": "12:30", "c": "0755", "d": "~", "e": "2014-02-24", "f": ""}


def test_every_value_and_key_knows_its_place_in_the_file() -> None:
    node = read_yaml(
        "unit:\n  name: 某校\nclaims:\n  - text: 一\n  - {text: 二, value: 3}\n", Problems("x.md"), first_line=2
    )
    assert node is not None
    assert position_of(node, ("unit", "name")) == (3, 9)
    assert position_of(node, ("claims", 1, "value")) == (6, 22)
    assert position_of(node, ("claims", 0, "locator")) == (5, 5)
    assert key_position(node, ("unit", "name")) == (3, 3)
    assert key_position(node, ("nothing",)) == (2, 1)


def test_the_fast_and_the_slow_yaml_reader_give_the_same_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SAMPLE.decode().split("---\n")[1]
    fast = read_yaml(text, Problems("x.md"))
    monkeypatch.setattr("kb.content.yaml_reader._FAST", yaml.SafeLoader)
    assert read_yaml(text, Problems("x.md")) == fast


def test_a_bad_byte_is_found_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("---\r\n标题\n第三\xff".encode() + b"\xff" + "行".encode())
    problems = Problems("x.md")
    assert read_text(path, problems) is None
    assert [(p.code, p.line, p.column) for p in problems.found] == [("KB105", 3, 4)]


@pytest.mark.parametrize(
    "char", ["\x00", "\x07", "\x85", "\xad", "\u200b", "\u2028", "\u202e", "\u2066", "\ufeff", "\ue000", "\ufffd"]
)
def test_each_invisible_character_is_named_where_it_stands(tmp_path: Path, char: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(f"一\n二{char}三\n四", encoding="utf-8")
    problems = Problems("x.md")
    assert read_text(path, problems) == "一\n二 三\n四"
    found = [(p.code, p.line, p.column, f"U+{ord(char):04X}" in p.message) for p in problems.found]
    assert found == [("KB106", 2, 2, True)]


def test_an_escape_cannot_smuggle_an_invisible_character_in() -> None:
    problems = Problems("x.md")
    assert read_yaml('a: "x\\u200by"', problems) is not None
    assert [(p.code, p.line, p.column) for p in problems.found] == [("KB106", 1, 4)]


def test_a_file_is_read_up_to_one_mebibyte_and_no_further(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    problems = Problems("x.md")
    path.write_bytes(b"x" * MAX_BYTES)
    assert read_text(path, problems) == "x" * MAX_BYTES
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    assert read_text(path, problems) is None
    assert [p.code for p in problems.found] == ["KB112"]


def test_front_matter_is_bounded_even_when_the_file_is_not_too_large(tmp_path: Path) -> None:
    file = read(tmp_path, b"---\ntitle: " + b"x" * front_matter.MAX_CHARACTERS + b"\n---\n")
    assert [p.code for p in file.problems] == ["KB112"]


def test_a_deep_nest_is_refused_before_it_costs_anything() -> None:
    problems = Problems("x.md")
    assert read_yaml("[" * 60_000, problems) is None
    assert [(p.code, p.line, p.column) for p in problems.found] == [("KB111", 1, 9)]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing_that_is_read(tmp_path: Path) -> None:
    plain = read(tmp_path, SAMPLE)
    windows = read(tmp_path, b"\xef\xbb\xbf" + SAMPLE.replace(b"\n", b"\r\n"))
    assert windows.case == plain.case
    assert windows.content_hash == plain.content_hash
    assert [p.code for p in windows.problems] == ["KB103", "KB104"]


def test_a_position_is_asked_for_by_its_path(tmp_path: Path) -> None:
    file = read(tmp_path, SAMPLE)
    assert file.position("claims", 0, "text") == Position(20, 11)
    assert isinstance(file.head.get("title") if file.head else None, Scalar)
