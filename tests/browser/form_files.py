"""Read filled-in forms with Python and with the page's scripts, for tests that hold the two together."""

import base64
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Page

from kb.content.vocabulary_fields import Labels
from kb.model import Corpus
from kb.publish.forms.draft_of import draft_of
from kb.publish.forms.layout import Form
from kb.publish.forms.office_files import read_form_files

#: Loads what reads forms as the page does, and reads one file with it.
_READ = """async ({name, content}) => {
  const { dataset } = document.getElementById("kb-submit-file");
  const bring = (source) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = reject;
    script.src = source;
    document.head.append(script);
  });
  if (!window.kbForms) {
    window.kbForm = (_, form) => { window.formUnderTest = form; };
    await bring(dataset.form);
    await bring(dataset.reader);
  }
  const data = JSON.parse(document.getElementById("kb-submit-data").textContent);
  const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
  try {
    const read = await window.kbForms.readForm(new File([bytes], name), window.formUnderTest, data.regions);
    return {
      left_out: read.leftOut,
      cases: read.cases.map(({ draft, filled: { place, answers, rows } }) => ({ draft, place, answers, rows })),
    };
  } catch (error) {
    if (error instanceof window.kbForms.Refusal) return { refused: error.message };
    throw error;
  }
}"""


def read_in_page(page: Page, name: str, data: bytes) -> dict[str, object]:
    """Return what the page's scripts read of a file."""
    read: dict[str, object] = page.evaluate(_READ, {"name": name, "content": base64.b64encode(data).decode()})
    return read


def read_by_import(path: Path, form: Form, corpus: Corpus) -> dict[str, object]:
    """Return what ``kb import`` reads of a file, in the same shape."""
    read, refused = read_form_files([path], form)
    if refused:
        return {"refused": refused[0].removeprefix(f"{path.name}：")}
    (file,) = read
    labels = Labels(corpus.vocabulary)
    cases = [
        {
            "draft": asdict(draft_of(filled, form, labels)),
            "place": filled.place,
            "answers": {key: asdict(answer) for key, answer in filled.answers.items()},
            "rows": {
                table: [
                    {"place": row.place, "answers": {key: asdict(answer) for key, answer in row.answers.items()}}
                    for row in rows
                ]
                for table, rows in filled.rows.items()
            },
        }
        for filled in file.forms
    ]
    if not cases:
        return {"refused": "表里还没有填什么。"}
    return {"left_out": list(file.left_out), "cases": cases}
