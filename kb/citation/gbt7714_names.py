"""Write responsible people and bodies as GB/T 7714 wants them (2025: 7.1; 2015: 8.1)."""

from kb.citation.gbt7714_edition import Edition
from kb.citation.name import Name, initials

#: More names than this are cut to this many and 等 / et al.
SHOWN = 3


def write_names(names: tuple[Name, ...], edition: Edition, *, chinese: bool) -> str:
    """Return up to three names, then 等 or et al."""
    written = [_write(name, edition) for name in names[:SHOWN]]
    if len(names) > SHOWN:
        written.append("等" if chinese else "et al.")
    return edition.comma.join(written)


def with_role(names: tuple[Name, ...], edition: Edition, role: tuple[str, str], *, chinese: bool) -> str:
    """Return names with their role, in Chinese or in English; nothing without names."""
    return write_names(names, edition, chinese=chinese) + edition.comma + role[not chinese] if names else ""


def short_names(names: tuple[Name, ...], *, chinese: bool) -> str:
    """Return the first author as an author-date mark in the text has it: surname alone for western names."""
    first = names[0].family or names[0].literal
    return first if len(names) == 1 else f"{first} {'等' if chinese else 'et al.'}"


def _write(name: Name, edition: Edition) -> str:
    if not name.family:
        return name.literal
    suffix = name.suffix.rstrip(".")
    if edition.is_2025:
        given = name.given if name.is_pinyin else initials(name.given, keep_hyphen=True)
        return " ".join(part for part in (name.family, given, suffix) if part)
    cut = " ".join(part for part in (name.family.upper(), initials(name.given, keep_hyphen=False)) if part)
    return f"{cut}, {suffix}" if suffix else cut
