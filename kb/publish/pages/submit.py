"""Render the page on which a case is written: its form is data, generated from schema, vocabulary and checks."""

from urllib.parse import urlsplit

from markupsafe import Markup

from kb.model import UNKNOWN, CaseHead, Corpus
from kb.model.facts import facts_in
from kb.publish.core.options import SiteOptions
from kb.publish.core.page import Page
from kb.publish.core.script import script_json
from kb.publish.forms.page_payload import payload_address
from kb.publish.forms.site_files import FORM_FILES
from kb.publish.pages.renderer import PageRenderer
from kb.publish.pages.static import RULES_PAGE
from kb.publish.submission.form import Field, case_fields, division_slug, proposals, source_fields
from kb.publish.submission.rules import FORM_PATTERNS, form_messages, form_words, layout_data, rule_data
from kb.publish.submission.words import LOCATOR, PERSON, ROAD, ROADS, SECTIONS
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.taxonomies import TAXONOMIES
from kb.region_table import region_names

#: Facts that the form's preview shows.
_PREVIEW = (
    *("problem", "model", "unit.name", "region", "stage", "theme"),
    *("mechanism.invest", "mechanism.pay", "effect"),
)

_NO_OPTIONS = SiteOptions()

#: Beyond so many entries, lists of ids would weigh more than the form; the check then comes with `kb check`.
_LISTED = 2000


def render_submit(catalogue: Catalogue, renderer: PageRenderer) -> Page:
    """Return the page with its form's description inside."""
    return renderer.page(
        "submit.html",
        office_forms=list(FORM_FILES.items()),
        form_questions=payload_address(catalogue.corpus),
        form=Markup(script_json(form_data(catalogue.corpus, renderer.options))),
    )


def form_data(corpus: Corpus, options: SiteOptions = _NO_OPTIONS) -> Field:
    """Return everything the form's script needs to know."""
    few = len(corpus.cases) <= _LISTED and len(corpus.sources) <= _LISTED
    return {
        "unknown": UNKNOWN,
        "order": list(CaseHead.model_fields),
        "fields": case_fields(corpus),
        "sections": [
            {"heading": heading, "label": label, "help": words, "otherwise": otherwise}
            for heading, label, words, otherwise in SECTIONS
        ],
        "sourceFields": source_fields(),
        "road": ROAD,
        "roads": [[key, said, meaning] for key, (said, meaning) in ROADS.items()],
        "person": list(PERSON),
        "locator": list(LOCATOR),
        "proposals": proposals(corpus.vocabulary),
        "messages": form_messages(),
        "forms": form_words(),
        "formPatterns": FORM_PATTERNS,
        "rules": rule_data(),
        "layout": layout_data(),
        "cases": [[case.id, case.title] for case in corpus.cases] if few else None,
        "sources": [[source.id, source.title, source.tier] for source in corpus.sources.values()] if few else None,
        "regions": [[code, name, division_slug(name)] for code, name in region_names().items()],
        "preview": [
            (fact.key, fact.labels["compare"]) for fact in facts_in("compare", first=_PREVIEW) if fact.key in _PREVIEW
        ],
        "termSlugs": {
            family.field: {term.label: term.id for term in corpus.vocabulary.terms(family.folder)}
            for family in TAXONOMIES
        },
        "contact": {"mail": options.contact.mail, "web": options.contact.web, "post": options.contact.post},
        "siteName": options.layout.site_name,
        "rulesPage": RULES_PAGE,
        "repository": _repository(options.repository, options.edit_uri),
    }


def _repository(address: str | None, edit_uri: str | None) -> Field | None:
    """Return where files are edited; the branch stands in ``edit_uri`` (``edit/main/``)."""
    if not address:
        return None
    host = urlsplit(address).hostname or ""
    kinds = {"github.com": "github", "gitee.com": "gitee"}
    kind = kinds.get(host, "gitlab" if "gitlab" in host else "github" if "github" in host else "")
    parts = [part for part in (edit_uri or "").split("/") if part not in ("", "-")]
    return {"address": address.rstrip("/"), "kind": kind, "branch": parts[1] if len(parts) > 1 else "main"}
