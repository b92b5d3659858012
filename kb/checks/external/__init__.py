"""Visit the web addresses that sources and bodies name, politely, and tell which no longer answer.

addresses_in ──▶ Visitor (one request at a time a host, never to a private address) ──▶ History ──▶ report
Nothing here runs unless ``kb links`` is called.
"""

from kb.checks.external.addresses import Address, addresses_in
from kb.checks.external.history import Entry, read_history, write_history
from kb.checks.external.report import render_json, render_text
from kb.checks.external.survey import Finding, survey
from kb.checks.external.visitor import Visitor

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
