"""Render the page that an installed app shows where it has nothing else."""

from kb.publish.core.page import Page
from kb.publish.pages.renderer import Frame


def render_offline(frame: Frame) -> Page:
    """Return the page on having no network."""
    return frame.page("offline.html", "offline.html", title="没有联网", description="没有联网，这一页也还没有存下来。")
