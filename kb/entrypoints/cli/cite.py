"""``kb cite``: print the citation of cases, claims, paragraphs, sources or the whole library."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from kb.citation.case_references import (
    LIBRARY_NAME,
    CaseVersion,
    Library,
    reference_of_case,
    reference_of_library,
    reference_of_part,
)
from kb.citation.citable_parts import places_of
from kb.citation.paragraph_anchors import SECTION_ANCHORS
from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import Style, render_references
from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import CorpusReading
from kb.entrypoints.cli.case_versions import case_of_version, missing_version
from kb.entrypoints.cli.chosen_cases import id_meant, nearest, read_library
from kb.entrypoints.cli.options import as_day, as_version, base_option, cases_option, site_settings, style_option
from kb.errors import NothingToCite
from kb.model import Case, Citation, Corpus

_SOURCE = "source:"


@click.command(help="生成引用。编号可以是案例、案例#位置或来源，可以写几个；不写就引用整个案例库。")
@click.argument("targets", nargs=-1, metavar="[编号[#位置]]...")
@style_option("", Style)
@click.option("--version", "version", callback=as_version, help="引用案例的这个版本，旧版本到 git 里找；默认现在的版本")
@click.option("--sources", "with_sources", is_flag=True, help="也列出所引案例或陈述依据的来源")
@base_option("")
@click.option("--accessed", callback=as_day, help="查阅案例页的日期，默认今天")
@cases_option
def command(
    targets: tuple[str, ...],
    style: str,
    version: str,
    base: str,
    accessed: str,
    cases: Path,
    *,
    with_sources: bool,
) -> None:
    """Read, find what is meant, print."""
    if version and len(targets) != 1:
        raise click.UsageError("--version 一次只能用于一个案例或案例里的一处。")
    reading, corpus = read_library(cases, "不能生成引用")
    library = _library(base)
    finder = _CitationFinder(reading, corpus, library, accessed or date.today().isoformat(), cases, version)
    found = [finder.find(target) for target in targets] or [finder.whole()]
    references = [reference for each in found for reference in (each if with_sources else each[:1])]
    if not library.url and any(reference.type == "webpage" and not reference.url for reference in references):
        click.echo("提示：还没有发布地址，引用里没有网址。请用 --base 指明，或在 mkdocs.yml 里填 site_url。", err=True)
    unique = list({reference.id: reference for reference in references}.values())
    sys.stdout.buffer.write(render_references(unique, Style(style)).encode("utf-8"))


@dataclass(frozen=True)
class _CitationFinder:
    """Finds what can be cited, each followed by the sources that it rests on."""

    reading: CorpusReading
    corpus: Corpus
    library: Library
    accessed: str
    cases: Path
    version: str = ""

    def whole(self) -> tuple[Reference, ...]:
        """Return the library; its date is that of the case changed last."""
        last = max((case.review.date for case in self.corpus.cases), default="")
        everything = map(reference_of_source, self.corpus.sources.values())
        return (reference_of_library(self.library, date=last, accessed=self.accessed), *everything)

    def find(self, target: str) -> tuple[Reference, ...]:
        """Return the case, part of a case or source that a user named."""
        name, _, anchor = target.partition("#")
        name = id_meant(name)
        file = self.reading.files.get(name)
        if file is not None and self.version and not file.content_hash.startswith(self.version):
            file = self._earlier(file)
        if file is not None and file.case is not None:
            version = CaseVersion(file.content_hash, file.case.review.date)
            reference = reference_of_case(file.case, version, self.library, accessed=self.accessed)
            return (
                self._part(file.case, reference, anchor) if anchor else self._with_sources(reference, file.case.sources)
            )
        if self.version:
            raise NothingToCite(f"--version 只用于案例，{name} 不是案例。")
        if name.removeprefix(_SOURCE) in self.corpus.sources and not anchor:
            return (reference_of_source(self.corpus.sources[name.removeprefix(_SOURCE)]),)
        raise NothingToCite(self._unknown(name, anchor))

    def _earlier(self, file: CaseFile) -> CaseFile:
        found = case_of_version(self.cases, (file.id,), self.version)
        if found is None or found[0].case is None:
            raise NothingToCite(missing_version(file, self.version) + "去掉 --version 就引用现在的版本。")
        return found[0]

    def _part(self, case: Case, whole: Reference, anchor: str) -> tuple[Reference, ...]:
        for place in places_of(case, self.corpus.sources):
            if place.id == anchor:
                rests_on = (case.claims[int(anchor[6:]) - 1],) if anchor.startswith("claim-") else case.sources
                return self._with_sources(reference_of_part(whole, anchor, place.words), rests_on)
        places = ", ".join([*dict.fromkeys(SECTION_ANCHORS.values()), "practice-p1"])
        claims = f"claim-1 到 claim-{len(case.claims)}, " if case.claims else ""
        raise NothingToCite(f"案例 {case.id} 里没有“{anchor}”这个位置。可以写：{claims}{places} 这样的段落。")

    def _with_sources(self, reference: Reference, citations: tuple[Citation, ...]) -> tuple[Reference, ...]:
        sources = self.corpus.sources
        known = (each for each in citations if each.source in sources)
        return (reference, *(reference_of_source(sources[each.source], each.locator) for each in known))

    def _unknown(self, name: str, anchor: str) -> str:
        if name in self.corpus.sources:
            return f"{name} 是来源，来源没有“#{anchor}”这样的位置。"
        if any(file.id == name for file in self.reading.case_files):
            return f"案例 {name} 有错，不能引用。请先运行 kb check。"
        known = [*self.reading.files, *self.corpus.sources]
        return f"没有编号为“{name}”的案例或来源。{nearest(name.removeprefix(_SOURCE), known)}"


def _library(base: str) -> Library:
    settings = site_settings()
    name = settings.get("site_name") or LIBRARY_NAME
    return Library(name, settings.get("site_author") or name, base)
