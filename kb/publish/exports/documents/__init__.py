"""Put cases into files that others go on working with: Markdown and Word."""

from kb.publish.exports.documents.case_blocks import Manuscript, manuscript_of
from kb.publish.exports.documents.case_markdown import case_markdown
from kb.publish.exports.documents.markdown import render_markdown

__all__ = ["Manuscript", "case_markdown", "manuscript_of", "render_markdown"]
