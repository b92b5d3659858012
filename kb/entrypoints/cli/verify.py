"""``kb verify``: say whether a cited wording still stands, has changed, has moved or was withdrawn."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import click

from kb.citation.case_references import VERSION_LENGTH
from kb.citation.citable_parts import Place, places_of
from kb.citation.citation_parser import Cited, read_citation
from kb.citation.citation_status import CitationStatus, check_citation, diff_of
from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import CorpusReading
from kb.entrypoints.cli.case_versions import case_of_version, earlier_titles, missing_version
from kb.entrypoints.cli.chosen_cases import read_library
from kb.entrypoints.cli.options import as_version, cases_option
from kb.errors import NothingToCite
from kb.model import Corpus

#: CitationStatus → exit status; 2 is for what cannot be told.
STATUSES = {CitationStatus.STANDS: 0, CitationStatus.CHANGED: 1, CitationStatus.MOVED: 3, CitationStatus.WITHDRAWN: 4}


@click.command(help="核对一条引用：被引的文字还在不在、变没变、移没移、撤没撤。写 - 从标准输入读。")
@click.argument("citation", metavar="引用或网址")
@click.option("--version", "version", callback=as_version, help="被引的版本；引用里写了就不用")
@cases_option
def command(citation: str, version: str, cases: Path) -> None:
    """Read, compare, print; the exit status tells the four answers apart."""
    reading, corpus = read_library(cases, "不能核对")
    text = sys.stdin.read() if citation == "-" else citation
    titles = {case.title: case.id for case in corpus.cases}
    cited = read_citation(text, titles) or read_citation(text, earlier_titles(cases, titles.values()))
    if cited is None:
        raise NothingToCite("看不出引用的是哪个案例。请给出带网址或题名的引用，或写 编号#位置。")
    wanted = Cited(cited.case, cited.anchor, version or cited.version, cited.text_hash)
    status, words = _Check(reading, corpus, cases, wanted).answer()
    click.echo(words)
    sys.exit(STATUSES[status])


#: What became of what is cited, and the words for it.
_Answer: TypeAlias = tuple[CitationStatus, str]


@dataclass(frozen=True)
class _Check:
    """Compares one citation with the library as it is."""

    reading: CorpusReading
    corpus: Corpus
    cases: Path
    cited: Cited

    def answer(self) -> _Answer:
        """Say what became of what is cited."""
        name = self._name_now()
        file = self.reading.files.get(name) if name else None
        if file is None or file.case is None or self.corpus.review_of(file.case) == "withdrawn":
            return (CitationStatus.WITHDRAWN, f"撤下了：案例 {self.cited.case} 已经撤下，不宜再引用。")
        old, old_text = self._cited_file(file)
        return self._part(file, old) if self.cited.anchor else self._whole(file, old_text)

    def _name_now(self) -> str | None:
        name, registry = self.cited.case, self.reading.id_registry
        if name in self.reading.files:
            return name
        if name in registry.moved:
            return registry.target(name)
        if name in registry.lines and not any(file.id == name for file in self.reading.case_files):
            return None
        raise NothingToCite(f"没有编号为“{name}”的案例，或者它有错读不出来。请看一看编号，或运行 kb check。")

    def _cited_file(self, file: CaseFile) -> tuple[CaseFile | None, str | None]:
        """Return the file as it was cited, with its text; None where only the wording's hash is known."""
        version = self.cited.version
        now = file.path.read_text(encoding="utf-8")
        if version and file.content_hash.startswith(version):
            return file, now
        if version and (found := case_of_version(self.cases, (self.cited.case, file.id), version)):
            return found
        if self.cited.text_hash and self.cited.anchor:
            return None, None
        if not version:
            raise NothingToCite("引用里没有版本，不能比对文字。请用 --version 写出引用时的版本。" + self._now(file))
        raise NothingToCite(missing_version(file, version) + self._now(file))

    def _now(self, file: CaseFile) -> str:
        place = next((one for one in self._places(file) if one.id == self.cited.anchor), None)
        return f"\n这个位置现在写的是：{place.text}" if place else ""

    def _whole(self, file: CaseFile, old_text: str | None) -> _Answer:
        said, says = (_without_id(text or "") for text in (old_text, file.path.read_text(encoding="utf-8")))
        if said != says:
            changes = [line for line in diff_of(said, says) if not line.startswith("  ")]
            return (CitationStatus.CHANGED, "\n".join([f"变了：{self._at(file)} 与引用的版本相比：", *changes]))
        if file.id != self.cited.case:
            return (CitationStatus.MOVED, f"移动了：文字没有变，现在的网址是 {self._at(file)}。")
        return (CitationStatus.STANDS, f"还在：{self._at(file)} 与引用的版本一字不差。")

    def _part(self, file: CaseFile, old: CaseFile | None) -> _Answer:
        anchor = self.cited.anchor
        cited = next((one for one in self._places(old) if one.id == anchor), None) if old else None
        if old and cited is None:
            raise NothingToCite(f"被引的版本里没有“{anchor}”这个位置。请看一看网址里 # 后面的部分。")
        wording = cited.text_hash if cited else self.cited.text_hash
        verdict = check_citation(anchor, wording, cited.text if cited else None, self._places(file))
        place = verdict.place
        if place is None:
            words = f"，当时写的是：{cited.text}" if cited else ""
            return (CitationStatus.WITHDRAWN, f"撤下了：案例 {file.id} 里已经没有这段文字{words}")
        if verdict.standing is CitationStatus.CHANGED:
            changes = diff_of(cited.text, place.text) if cited else [f"找不到被引的版本，现在写的是：{place.text}"]
            return (CitationStatus.CHANGED, "\n".join([f"变了：{self._at(file, place)}", *changes]))
        if verdict.standing is CitationStatus.MOVED or file.id != self.cited.case:
            return (CitationStatus.MOVED, f"移动了：同样的文字现在在 {self._at(file, place)}。")
        is_present = self.cited.version and file.content_hash.startswith(self.cited.version)
        elsewhere = "" if is_present else "，案例别处有改动"
        return (CitationStatus.STANDS, f"还在：{self._at(file, place)} 一字不差{elsewhere}。")

    def _places(self, file: CaseFile) -> tuple[Place, ...]:
        return places_of(file.case, self.corpus.sources) if file.case else ()

    def _at(self, file: CaseFile, place: Place | None = None) -> str:
        version = f"现在的版本 {file.content_hash[:VERSION_LENGTH]}"
        if place is None:
            return f"cases/{file.id}.html（{version}）"
        return f"cases/{file.id}.html#{place.id}（{place.words.rsplit('（', 1)[0]}，{version}）"


def _without_id(text: str) -> str:
    """Return a case file without its own name, which a renamed case must change."""
    return re.sub(r"(?m)\Aid:.*\n|(?<=\n)id:.*\n", "", text, count=1)
