"""What the client's tests read is what Python writes today; ``python -m tests.fixtures.client`` writes it anew."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.client import FIXTURES, postings, render

FOLDER = Path(__file__).parents[2] / "fixtures"


def recorded(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["browser_index.json", "places.json", "random_texts.json", "form_answers.json"])
def test_the_fixture_is_current(name: str) -> None:
    assert recorded(name) == render(FIXTURES[name]())


def test_the_rows_of_the_fixture_are_current() -> None:
    def comparable(fixture: dict[str, Any]) -> dict[str, Any]:
        # Levels of rounded rows rest on powers of fractions, whose last bit processors compute differently.
        return {
            name: {**value, "rows": [len(row) for row in value["rows"]]} if name.startswith("rounded") else value
            for name, value in fixture.items()
        }

    assert comparable(json.loads(recorded("postings.json"))) == comparable(postings())
