"""Say what the site knows about where it is published and where its files are edited."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteOptions:
    """The addresses of the site and of its repository; None where they are not known."""

    site_url: str | None = None
    repository: str | None = None
    edit_uri: str | None = None

    @property
    def root(self) -> str:
        """Return what every address begins with: the site's own, where it is known."""
        return self.site_url.rstrip("/") + "/" if self.site_url else ""

    def edit_address(self, path: str) -> str | None:
        """Return where a file of the repository is edited, when both the repository and the way in are known."""
        if not (self.repository and self.edit_uri):
            return None
        return "/".join((self.repository.rstrip("/"), self.edit_uri.strip("/"), path))
