"""Make N deterministic, realistic Chinese cases: ``python -m benchmarks.corpus 1000 --to DIR``.

The text comes from our own word lists and sentence patterns (``benchmarks.words``). Names of projects, schools and
companies are composed, so that the number of distinct terms keeps growing with the corpus as it does in real text;
common words are drawn with a skew, so that a few terms stand in most documents. Every case passes ``kb check``.
"""

import argparse
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from benchmarks import words
from kb.content.corpus_reader import read_corpus
from kb.content.regions import region_names
from kb.model import BODY_SECTIONS
from kb.search import Collection
from kb.search.case_document import collection_of

ROOT = Path(__file__).parent.parent
#: Vocabulary and sources that stay as they are, so that the same number gives the same cases years later.
LISTS = ROOT / "tests/corpus"
SEED = 20140224
BODY_CHARACTERS = 1500


def _skewed(rng: random.Random, values: Sequence[str]) -> str:
    """Draw from ``values`` with the first ones the most common, as words in text are."""
    return values[int(len(values) * rng.random() ** 2)]


def _name(rng: random.Random, least: int = 2, most: int = 3) -> str:
    return "".join(rng.choice(words.NAME_CHARACTERS) for _ in range(rng.randint(least, most)))


@cache
def _labels() -> dict[str, list[str]]:
    vocabulary = yaml.safe_load((LISTS / "vocabulary.yml").read_text(encoding="utf-8"))
    return {family: [term["label"] for term in terms] for family, terms in vocabulary.items()}


@cache
def _places() -> list[tuple[str, str]]:
    """Return (code, name) of every county-level division in the vendored table."""
    return [(code, name) for code, name in region_names().items() if not code.endswith("00")]


class _Writer:
    """Compose one case from a random source of its own, so that case ``n`` never depends on how many are made."""

    def __init__(self, number: int) -> None:
        self.rng = random.Random(SEED * 1_000_003 + number)
        self.number = number
        self.code, self.place = self.rng.choice(_places())
        self.school = self.place + _name(self.rng) + _skewed(self.rng, words.SCHOOL_KINDS)
        self.project = _name(self.rng, 2, 4)

    def sentence(self) -> str:
        rng = self.rng
        return rng.choice(words.PATTERNS).format(
            place=self.place,
            school=self.school,
            school2=_name(rng) + _skewed(rng, words.SCHOOL_KINDS),
            project=self.project if rng.random() < 0.6 else _name(rng, 2, 4),
            year=rng.randint(2011, 2025),
            grade=_skewed(rng, words.GRADES),
            subject=_skewed(rng, words.SUBJECTS),
            device=_skewed(rng, words.DEVICES),
            person=_skewed(rng, words.PEOPLE),
            person2=rng.choice(words.SURNAMES) + "老师",
            activity=_skewed(rng, words.ACTIVITIES),
            activity2=_skewed(rng, words.ACTIVITIES),
            difficulty=_skewed(rng, words.DIFFICULTIES),
            result=_skewed(rng, words.RESULTS),
            company=self.place[:2] + _name(rng, 2, 2) + _skewed(rng, words.COMPANY_KINDS),
            number=rng.randint(2, 60),
            number2=rng.randint(100, 30000),
            weekday=rng.choice("一二三四五"),
        )

    def paragraph(self, characters: int) -> str:
        text = ""
        while len(text) < characters:
            text += self.sentence()
        return text

    def head(self) -> dict[str, object]:
        rng, labels = self.rng, _labels()
        activity, device, subject = (
            _skewed(rng, values) for values in (words.ACTIVITIES, words.DEVICES, words.SUBJECTS)
        )
        title = f"{self.school}“{self.project}”：用{device}做{subject}{activity}"
        summary = self.paragraph(60)[:159].rstrip("，、：；。") + "。"
        return {
            "id": f"generated-{self.number:06d}",
            "title": title,
            "title_en": f"Generated case {self.number}",
            "aliases": [self.project],
            "summary": summary,
            "unit": {"name": self.school, "type": _skewed(rng, labels["unit_types"])},
            "region": self.code,
            "stage": [_skewed(rng, labels["stages"])],
            "theme": [_skewed(rng, labels["themes"])],
            "problem": [_skewed(rng, labels["problems"])],
            "model": [_skewed(rng, labels["models"])],
            "evidence": 0,
            "review": {"status": "已核对来源", "date": f"2026-{rng.randint(1, 10):02d}-01"},
            "practice": {"status": _skewed(rng, labels["practice_statuses"]), "as_of": str(rng.randint(2014, 2025))},
            "sources": [{"source": "moe-2014-13", "locator": "二·2"}],
        }

    def markdown(self) -> str:
        parts = [
            f"## {heading}\n\n{self.paragraph(BODY_CHARACTERS // len(BODY_SECTIONS))}\n" for heading in BODY_SECTIONS
        ]
        # JSON is YAML: one value a line, every string quoted.
        head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.head().items())
        return f"---\n{head}\n---\n\n" + "\n".join(parts)


def generated_cases(count: int, start: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (id, Markdown) of ``count`` generated cases."""
    for number in range(start, start + count):
        yield f"generated-{number:06d}", _Writer(number).markdown()


def write_corpus(folder: Path, count: int, *, with_real_cases: bool = False) -> None:
    """Write vocabulary, sources and ``count`` generated cases to ``folder``, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    if with_real_cases:
        shutil.copytree(ROOT / "cases", folder)
    else:  # collections, questions and studies name cases
        left_out = shutil.ignore_patterns("*.md", "collections", "questions.yml", "studies.yml", "ids.txt")
        shutil.copytree(LISTS, folder, ignore=left_out)
    for case_id, markdown in generated_cases(count):
        (folder / f"{case_id}.md").write_text(markdown, encoding="utf-8")


def generated_collection(folder: Path, count: int, *, paragraphs: int | None = None) -> Collection:
    """Write so many generated cases to a folder, and return them as search sees them; ``paragraphs`` cut them short."""
    write_corpus(folder, count)
    corpus = read_corpus(folder).corpus
    assert corpus is not None
    whole = collection_of(corpus)
    documents = (
        replace(each, fields={**each.fields, "body": each.fields["body"][:paragraphs]}) for each in whole.documents
    )
    return Collection(tuple(documents), whole.facets)


def main() -> None:
    """Write the corpus named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--to", type=Path, required=True, help="folder to write; emptied first")
    parser.add_argument("--with-real-cases", action="store_true", help="keep the real cases among them")
    options = parser.parse_args()
    write_corpus(options.to, options.count, with_real_cases=options.with_real_cases)


if __name__ == "__main__":
    main()
