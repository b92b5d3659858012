"""The site offers the forms that the command writes, at addresses that its page links."""

from collections.abc import Callable

from kb.model import Case, Corpus
from kb.publish.build.site import Site
from kb.publish.core.options import SiteOptions
from kb.publish.forms.excel_form import excel_form
from kb.publish.forms.layout import contributors_form
from kb.publish.forms.site_files import FORM_FILES
from kb.publish.forms.word_form import word_form
from tests.theme import theme_environment


def test_the_site_offers_both_forms_and_links_them(
    make_case: Callable[..., Case], make_corpus: Callable[..., Corpus]
) -> None:
    corpus = make_corpus(make_case())
    site = Site(corpus, SiteOptions(), theme_environment())
    artifacts = {artifact.name: artifact for artifact in site.artifacts() if artifact.name in FORM_FILES}
    form = contributors_form(corpus)
    assert artifacts["forms/case-form.docx"].render() == word_form(form)
    assert artifacts["forms/case-form.xlsx"].render() == excel_form(form)
    assert all(artifact.fingerprint for artifact in artifacts.values()), "so that a build reuses them"
    page = next(page for page in site.pages if page.uri == "submit.html").render()
    for address, name in FORM_FILES.items():
        assert f'href="{address}" download="{name}"' in page
