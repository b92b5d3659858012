"""Say what a piece of a workshop pack looks like, so that page and command line show the same.

A piece is a tree: text, elements, and places for a citation's mark, which depends on what else is in the pack.
``json_of`` hands it to the browser, ``html_of`` writes it here; web/workshop/tree.mjs does there what this does.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Cite:
    """A place for the mark of one reference; ``place`` says where in it."""

    key: str
    place: str = ""


@dataclass(frozen=True)
class Element:
    """One HTML element."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple["Tree", ...]


Tree: TypeAlias = Element | Cite | str
#: What an element takes: nothing is left out, lists are laid flat.
Parts: TypeAlias = "Tree | Iterable[Parts] | None"

_VOID = frozenset(("img", "br"))


def el(name: str, *parts: Parts, **attributes: str) -> Element:
    """Return an element; ``name`` may carry classes: ``p.kp-lead.kp-wide``."""
    tag, *classes = name.split(".")
    named = (("class", " ".join(classes)),) if classes else ()
    return Element(tag, (*named, *attributes.items()), tuple(_flat(parts)))


def _flat(parts: Parts) -> Iterable[Tree]:
    if parts is None:
        return
    if isinstance(parts, (Element, Cite, str)):
        yield parts
        return
    for part in parts:
        yield from _flat(part)


def json_of(tree: Tree, names: Mapping[str, str] = MappingProxyType({})) -> object:
    """Return the tree as JSON: ``["p", {"class": "x"}, "text", …]``, ``{"cite": key, "at": place}``.

    An attribute's value that has one of ``names`` goes by it: a picture in several places is sent once.
    """
    if isinstance(tree, str):
        return tree
    if isinstance(tree, Cite):
        return {"cite": tree.key, "at": tree.place}
    attributes = {name: names.get(value, value) for name, value in tree.attributes}
    return [tree.tag, attributes, *(json_of(child, names) for child in tree.children)]


def html_of(tree: Tree, mark_of: Callable[[str], str]) -> Markup:
    """Return the tree as HTML; ``mark_of`` gives the mark of a reference by its key."""
    if isinstance(tree, str):
        return escape(tree)
    if isinstance(tree, Cite):
        mark = mark_of(tree.key)
        said = f"{mark}{tree.place}" if tree.place else mark
        return Markup('<span class="kp-cite">{}</span>').format(said)
    attributes = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in tree.attributes)
    opening = Markup("<{}{}>").format(tree.tag, attributes)
    if tree.tag in _VOID:
        return opening
    inner = Markup("").join(html_of(child, mark_of) for child in tree.children)
    return opening + inner + Markup("</{}>").format(tree.tag)
