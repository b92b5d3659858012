"""Visit the web addresses that sources and bodies name, politely, and tell which no longer answer.

addresses_in ──▶ Visitor (one request at a time a host, never to a private address) ──▶ History ──▶ report
Nothing here runs unless ``kb links`` is called.
"""

from kb.checks.links.addresses import Address, addresses_in
from kb.checks.links.history import Entry, read_history, write_history
from kb.checks.links.http_probe import Visitor
from kb.checks.links.link_check import Finding, survey
from kb.checks.links.report import render_json, render_text

__all__ = [
    "Address",
    "Entry",
    "Finding",
    "Visitor",
    "addresses_in",
    "read_history",
    "render_json",
    "render_text",
    "survey",
    "write_history",
]
