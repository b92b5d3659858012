"""Name whatever a file of the site is given, so that it is made again when any of it changes."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from kb.content.cache import code_fingerprint
from kb.model import Case
from kb.model.base import Model
from kb.publish.core.artifact import digest_of
from kb.publish.core.lookup import Lookup
from kb.publish.core.options import SiteOptions


class Fingerprints:
    """Names values together with what every file of a build rests on: code, settings, vocabulary and templates."""

    def __init__(self, lookup: Lookup, options: SiteOptions, environment: Environment) -> None:
        self._lookup = lookup
        vocabulary = lookup.vocabulary.model_dump_json()
        self._common = digest_of(code_fingerprint(), repr(options), vocabulary, *_templates(environment))

    def of(self, *values: object) -> str | None:
        """Return a name that changes with any of the values; None if one is of a kind that cannot be named."""
        try:
            return digest_of(self._common, *self._parts(values))
        except TypeError:
            return None

    def _parts(self, value: object) -> Iterator[str]:
        match value:
            case Case():
                yield self._lookup.digest(value)
            case None | bool() | int() | float() | str():
                yield repr(value)
            case Model():
                yield value.model_dump_json()
            # Most values are one of these, and asking for an abstract class takes ten times as long.
            case list() | tuple():
                yield f"[{len(value)}"
                for one in value:
                    yield from self._parts(one)
            case _ if is_dataclass(value):
                yield type(value).__name__
                for field in fields(value):
                    yield from self._parts(getattr(value, field.name))
            case Mapping():
                yield f"{{{len(value)}"
                for entry in value.items():
                    yield from self._parts(entry)
            case AbstractSet():
                yield from sorted(digest_of(*self._parts(one)) for one in value)
            case _:
                raise TypeError(type(value))


def _templates(environment: Environment) -> Iterator[str]:
    """Yield what the theme's templates say, and those in folders of whoever changes it."""
    loader = environment.loader
    for folder in map(Path, loader.searchpath if isinstance(loader, FileSystemLoader) else ()):
        # Folders with a full stop before their name hold ten thousand icons.
        for path in sorted((*folder.glob("*.html"), *folder.glob("[!.]*/**/*.html"))):
            yield f"{path.relative_to(folder)} {path.read_text(encoding='utf-8')}"
