"""Say where the site is published, where its files are edited, and what its settings put around every page."""

from dataclasses import dataclass, field
from typing import NamedTuple

from kb.publish.core.contact import Contact


class MenuEntry(NamedTuple):
    """One entry of the menu: a page of the same name, or a group of pages; (name, address) each."""

    name: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LayoutOptions:
    """What the layout shows around each page; addresses are relative to the site's root."""

    site_name: str = "教育信息化典型案例库"
    description: str = ""
    copyright: str = ""
    #: Who edits the library, as the page about it says.
    editor: str = ""
    favicon: str = "kb/favicon.svg"
    menu: tuple[MenuEntry, ...] = ()
    extra_styles: tuple[str, ...] = ()
    #: As the filter ``script_tag`` of the theme's environment takes them.
    extra_scripts: tuple[object, ...] = ()
    is_preview: bool = False


@dataclass(frozen=True)
class SiteOptions:
    """The addresses of the site and of its repository, None where they are not known, and the way to its editors."""

    site_url: str | None = None
    repository: str | None = None
    edit_uri: str | None = None
    layout: LayoutOptions = field(default_factory=LayoutOptions)
    contact: Contact = field(default_factory=Contact)
    #: Where the whole site can be had as one file.
    archive: str | None = None

    @property
    def root(self) -> str:
        """Return what every address begins with: the site's own, where it is known."""
        return root_of(self.site_url)

    def edit_address(self, path: str) -> str | None:
        """Return where a file of the repository is edited, when both the repository and the way in are known."""
        if not (self.repository and self.edit_uri):
            return None
        return "/".join((self.repository.rstrip("/"), self.edit_uri.strip("/"), path))


def menu_entry(name: str, target: str | list[dict[str, str]]) -> MenuEntry:
    """Read one entry of ``nav``: a page, or a group of pages one level deep."""
    pages = [{name: target}] if isinstance(target, str) else target
    return MenuEntry(name, tuple(item for page in pages for item in page.items()))


def root_of(site_url: str | None) -> str:
    """Return what addresses begin with on a site at this address; nothing where it has none."""
    return f"{site_url.rstrip('/')}/" if site_url else ""
