"""Turn the model into site parts; never imports mkdocs."""

from kb.publish.build.site import Site, SiteOptions

__all__ = ["Site", "SiteOptions"]
