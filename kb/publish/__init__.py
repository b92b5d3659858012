"""Turn the model into site parts; never imports mkdocs."""

from kb.publish.site import SiteOptions, render_site

__all__ = ["SiteOptions", "render_site"]
