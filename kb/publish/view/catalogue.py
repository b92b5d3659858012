"""Sort a corpus once by everything a page lists, so that no page has to look through all cases."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kb.content.regions import region_of
from kb.model import Case, Corpus, Region
from kb.publish.core.lookup import Lookup
from kb.publish.view.taxonomies import TAXONOMIES, Taxonomy
from kb.publish.view.tile_grid import Tile, province_tiles, provinces
from kb.search.ranking.more_like_this import MoreLikeThis


def in_reading_order(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Sort by evidence, then newest review, then id: the order of every listing and of ties in search."""
    by_id = sorted(cases, key=lambda case: case.id)
    return tuple(sorted(by_id, key=lambda case: (case.evidence, case.review.date), reverse=True))


class Catalogue(Lookup):
    """A corpus with its cases by vocabulary term, by place and by evidence level."""

    def __init__(self, corpus: Corpus, more_like_this: MoreLikeThis | None = None) -> None:
        """Sort the corpus; ``more_like_this`` knows which cases read alike, where an index is at hand."""
        super().__init__(corpus)
        self.corpus = corpus
        self.more_like_this = more_like_this
        self.cases = in_reading_order(corpus.cases)
        self.rank = {case.id: position for position, case in enumerate(self.cases)}
        self.case_by_id = {case.id: case for case in self.cases}
        self.by_level: Counter[int] = Counter(case.evidence for case in self.cases)
        self.unlabelled: Counter[str] = Counter()
        self._by_label: dict[tuple[str, str], list[Case]] = defaultdict(list)
        self._by_place: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            for family in TAXONOMIES:
                labels = labels_of(case, family)
                terms = (term for each in labels for term in self.vocabulary.overlapping(family.folder, each))
                for label in dict.fromkeys((*labels, *(term.label for term in terms))):
                    self._by_label[family.folder, label].append(case)
                self.unlabelled[family.folder] += not labels
            for part in place_of(case.region).path:
                self._by_place[part.code].append(case)
        self.places = tuple(sorted({*provinces(), *self._by_place}))

    def case_named(self, name: str) -> Case | None:
        """Return a published case by its id, or by one it had before."""
        return self.case_by_id.get(self.corpus.moved.get(name, name))

    def withdrawn_named(self, name: str) -> Case | None:
        """Return a withdrawn case by its id, or by one it had before."""
        now = self.corpus.moved.get(name, name)
        return next((case for case in self.corpus.withdrawn if case.id == now), None)

    def cases_of(self, family: Taxonomy, label: str) -> Sequence[Case]:
        """Return the cases that carry this label, or that of a part or of what it is a part of."""
        return self._by_label.get((family.folder, label), ())

    def cases_in(self, code: str) -> Sequence[Case]:
        """Return the cases in this division and in those below it."""
        return self._by_place.get(code, ())

    def founding_cases(self) -> int:
        """Count the cases that the founding document of 2014 stands behind."""
        notice = self.corpus.notice
        return sum(any(one.source == notice.source for one in case.sources) for case in self.cases) if notice else 0

    def tiles(self) -> tuple[Tile, ...]:
        """Return the grid of provinces with the number of cases in each."""
        return province_tiles(lambda code: len(self.cases_in(code)))

    def places_below(self, code: str) -> tuple[Region, ...]:
        """Return the divisions that have cases and lie directly below this one."""
        below = {
            part.code: part
            for case in self.cases_in(code)
            for part in place_of(case.region).path
            if part.parents and part.parents[-1].code == code
        }
        return tuple(below[key] for key in sorted(below))


def labels_of(case: Case, family: Taxonomy) -> tuple[str, ...]:
    """Return the labels a case carries from one list."""
    labels: tuple[str, ...] = getattr(case, family.field)
    return labels


def place_of(code: str) -> Region:
    """Return the division, or one named by its bare code where the table does not know it."""
    return region_of(code) or Region(code=code, name=code)
