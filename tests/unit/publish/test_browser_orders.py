"""The browser's orders put every document in exactly one place, newest first and names by their sound."""

from kb.publish.search_index.postings import ALPHABET
from kb.publish.search_index.sort_orders import order_columns
from kb.search.document import SearchDocument


def order_of(column: str, size: int) -> list[int]:
    """Read a column as the client does and return document numbers in their order."""
    width = len(column) // size
    cells = [column[at * width : (at + 1) * width] for at in range(size)]
    places = [sum(ALPHABET.index(char) * 90**power for power, char in enumerate(reversed(cell))) for cell in cells]
    assert sorted(places) == list(range(size))
    return sorted(range(size), key=lambda number: places[number])


def test_the_newest_comes_first_and_who_has_no_date_last() -> None:
    dates = ["2014", "", "2026-11", "2014-05", "2026-11-23", "2026-11-23"]
    documents = [SearchDocument(str(number), "", date=date) for number, date in enumerate(dates)]
    assert order_of(order_columns(documents)["newest"], len(documents)) == [4, 5, 2, 3, 0, 1]


def test_names_follow_their_sound_whatever_script_and_marks_they_are_written_in() -> None:
    titles = ["郑州二中", "“安徽”芜湖", "ICT 2014", "北京", "蕪湖"]
    documents = [SearchDocument(str(number), title) for number, title in enumerate(titles)]
    ordered = [titles[number] for number in order_of(order_columns(documents)["name"], len(documents))]
    assert ordered == ["“安徽”芜湖", "北京", "ICT 2014", "蕪湖", "郑州二中"]


def test_places_are_as_wide_as_the_largest_needs() -> None:
    for size, width in ((1, 1), (90, 1), (91, 2)):
        documents = [SearchDocument(str(number), str(number)) for number in range(size)]
        column = order_columns(documents)["name"]
        assert len(column) == size * width
        order_of(column, size)
    assert order_columns([]) == {"newest": "", "name": ""}
