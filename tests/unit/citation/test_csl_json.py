"""Our CSL-JSON keeps to its schema, loses nothing, and holds names whole."""

import json
from pathlib import Path

import jsonschema
from hypothesis import given

from kb.citation.name import Name
from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import Style, render_references
from kb.model import Corpus
from tests.unit.citation.citation_strategies import references

VALIDATOR = jsonschema.Draft202012Validator(json.loads((Path(__file__).parent / "csl.schema.json").read_text("utf-8")))


@given(references)
def test_every_reference_keeps_to_the_schema_and_survives(reference: Reference) -> None:
    data = json.loads(render_references([reference], Style.CSL_JSON))
    VALIDATOR.validate(data)
    assert (data[0]["title"], data[0]["URL"], data[0]["annote"]) == (reference.title, reference.url, reference.note)


def test_every_real_source_keeps_to_the_schema(corpus: Corpus) -> None:
    data = json.loads(
        render_references([reference_of_source(source) for source in corpus.sources.values()], Style.CSL_JSON)
    )
    VALIDATOR.validate(data)
    assert len(data) == len(corpus.sources) >= 5


def test_names_and_dates_take_the_forms_csl_knows() -> None:
    reference = Reference(
        "a",
        "book",
        "题",
        (Name("刘洪宇"), Name("", "Peebles", "P. Z.", "Jr.")),
        issued="1936-02",
        year_kind="估计年",
    )
    (data,) = json.loads(render_references([reference], Style.CSL_JSON))
    assert data["author"] == [{"literal": "刘洪宇"}, {"family": "Peebles", "given": "P. Z.", "suffix": "Jr."}]
    assert data["issued"] == {"date-parts": [[1936, 2]], "circa": True}


def test_spans_particles_and_places_take_the_forms_csl_knows() -> None:
    veen = Name("", "Veen", "P. H. van der")
    reference = Reference(
        "a", "book", "题", (veen,), issued="2011", issued_until="2013", locator="第 3 页", note="说明"
    )
    (data,) = json.loads(render_references([reference], Style.CSL_JSON))
    VALIDATOR.validate([data])
    assert data["author"] == [{"family": "Veen", "given": "P. H.", "dropping-particle": "van der"}]
    assert data["issued"] == {"date-parts": [[2011], [2013]]}
    assert data["annote"] == "第 3 页；说明"
