"""The checked-in bundle is what its sources give; `npm run check` in CI compares every byte, this needs no node."""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "kb" / "publish" / "client"
BUNDLE = ROOT / "kb" / "publish" / "assets" / "kb" / "search.js"


def _source_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted(CLIENT.rglob("*.mjs"), key=lambda path: path.relative_to(CLIENT).as_posix()):
        text = path.read_text(encoding="utf-8")
        digest.update(f"{path.relative_to(CLIENT).as_posix()}\n{text}\n".encode())
    return digest.hexdigest()


def test_the_bundle_was_made_from_the_sources_that_stand_beside_it() -> None:
    named = re.search(r"sources ([0-9a-f]{64})", BUNDLE.read_text(encoding="utf-8"))
    assert named is not None
    assert named[1] == _source_hash(), 'the bundle is stale: run "npm ci && npm run build"'


def test_the_bundle_is_a_classic_script_that_an_old_phone_can_read() -> None:
    text = BUNDLE.read_text(encoding="utf-8")
    assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)
    # esbuild lowers syntax to ES2019; look-behind and newer methods it would let through.
    for newer in ("(?<", "replaceChildren", "replaceAll", ".at(", "Object.hasOwn", "import("):
        assert newer not in text, newer


def test_no_client_module_makes_html_from_text() -> None:
    for path in CLIENT.rglob("*.mjs"):
        text = path.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert way not in text, f"{path.name}: {way}"
