"""Each checked-in bundle is what its sources give; `npm run check` in CI compares every byte, this needs no node."""

import hashlib
import posixpath
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "kb" / "web"
ASSETS = ROOT / "kb" / "publish" / "assets" / "kb"

#: Bundle → its first module, as the build's own table has it.
BUNDLES = dict(
    re.findall(r'^  "?([\w-]+)"?: "([\w/]+\.mjs)",$', (CLIENT / "build.mjs").read_text("utf-8"), re.MULTILINE)
)


def modules_of(first: str) -> list[str]:
    """Return every module that the first one reaches."""
    found: set[str] = set()
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        text = (CLIENT / name).read_text(encoding="utf-8")
        for target in re.findall(r'^(?:import|export)\b[^;"]*"(\.[^"]+)";', text, re.MULTILINE):
            waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(name), target)))
    return sorted(found)


def source_hash(first: str) -> str:
    digest = hashlib.sha256()
    for name in modules_of(first):
        digest.update(f"{name}\n{(CLIENT / name).read_text(encoding='utf-8')}\n".encode())
    return digest.hexdigest()


def bundle(name: str) -> str:
    return (ASSETS / f"{name}.js").read_text(encoding="utf-8")


def test_every_module_belongs_to_a_bundle() -> None:
    reached = {name for first in BUNDLES.values() for name in modules_of(first)}
    present = {path.relative_to(CLIENT).as_posix() for path in CLIENT.rglob("*.mjs")}
    assert reached == present - {"build.mjs"}


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundle_was_made_from_the_sources_that_stand_beside_it(name: str) -> None:
    named = re.search(r"sources ([0-9a-f]{64})", bundle(name))
    assert named is not None
    assert named[1] == source_hash(BUNDLES[name]), 'the bundle is stale: run "npm ci && npm run build"'


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundle_is_a_classic_script_that_an_old_phone_can_read(name: str) -> None:
    text = bundle(name)
    assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)
    # esbuild lowers syntax to ES2019; look-behind and newer methods it would let through.
    for newer in ("(?<", "replaceChildren", "replaceAll", ".at(", "Object.hasOwn", "import("):
        assert newer not in text, newer


def test_no_client_module_makes_html_from_text() -> None:
    for path in CLIENT.rglob("*.mjs"):
        text = path.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert way not in text, f"{path.name}: {way}"
