"""What is told of cases comes out of its packing as it went in, and costs less the more of it is common."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kb.publish.build.case_files import CaseFiles
from kb.publish.build.shared_words import SharedWords, shared_words
from kb.publish.core.options import SiteOptions
from kb.publish.exports.case_payload import case_told
from kb.publish.view.case_fingerprint import Ingredients
from kb.publish.view.catalogue import Catalogue
from kb.publish.view.citation_panel import citations_told
from tests.packed_scripts import opened

_VALUES = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(words=st.text(), value=_VALUES)
def test_what_is_packed_is_opened_as_it_was(words: str, value: object) -> None:
    shared = SharedWords(words)
    files = {part.name: part.make() for part in (shared.part(),)}
    assert opened("x.js", files | {"x.js": shared.packed("kbCase", "x", value)}) == value


def test_each_case_has_its_scripts_beside_its_page(make_case: Any, make_corpus: Any) -> None:
    case = make_case(title="</script><script>alert(1)</script>")
    catalogue, options = Catalogue(make_corpus(case)), SiteOptions("https://library.example/")
    files = {part.name: part.make() for part in CaseFiles(catalogue, options, Ingredients(catalogue, options)).parts()}
    assert "<" not in files["cases/one.js"] + files["cases/one.cite.js"]
    told = json.loads(json.dumps(case_told(case, catalogue)))
    assert opened("cases/one.js", files) == told
    assert opened("cases/one.cite.js", files) == citations_told(case, catalogue, options.site_url)


def test_the_words_in_common_rest_on_no_case(make_case: Any, make_corpus: Any) -> None:
    one, two = (shared_words(Catalogue(make_corpus(make_case(name))), None) for name in ("one", "two"))
    assert one.name == two.name
