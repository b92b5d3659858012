"""Each checked-in bundle is what its sources give; `npm run check` in CI compares every byte, this needs no node."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "kb" / "web"
ASSETS = ROOT / "kb" / "publish" / "assets" / "kb"

#: Bundle → its modules, as the build wrote it down. A module that imports another one than before has changed itself.
BUNDLES: dict[str, list[str]] = json.loads((CLIENT / "bundles.json").read_text(encoding="utf-8"))


def source_hash(modules: list[str]) -> str:
    digest = hashlib.sha256()
    for name in modules:
        digest.update(f"{name}\n{(CLIENT / name).read_text(encoding='utf-8')}\n".encode())
    return digest.hexdigest()


def bundle(name: str) -> str:
    return (ASSETS / f"{name}.js").read_text(encoding="utf-8")


def test_every_module_belongs_to_a_bundle() -> None:
    present = {path.relative_to(CLIENT).as_posix() for path in CLIENT.rglob("*.mjs")}
    assert {name for modules in BUNDLES.values() for name in modules} == present - {"build.mjs"}


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundle_was_made_from_the_sources_that_stand_beside_it(name: str) -> None:
    named = re.search(r"sources ([0-9a-f]{64})", bundle(name))
    assert named is not None
    assert named[1] == source_hash(BUNDLES[name]), 'the bundle is stale: run "npm ci && npm run build"'


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundle_is_a_classic_script_that_an_old_phone_can_read(name: str) -> None:
    # docx makes a look-behind when it fills templates in, which is never asked of it: no browser stumbles over it.
    text = bundle(name).replace("new RegExp(`(?<=", "")
    assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)
    # esbuild lowers syntax to ES2019; look-behind and newer methods it would let through.
    for newer in ("(?<", "replaceChildren", "replaceAll", ".at(", "Object.hasOwn", "import("):
        # Three points before a name spread what it returns.
        assert newer not in text.replace("...", ""), newer


def test_no_client_module_makes_html_from_text() -> None:
    for path in CLIENT.rglob("*.mjs"):
        text = path.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert way not in text, f"{path.name}: {way}"
