"""The manifest's icons exist with the size it says."""

import json
import struct
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[3] / "kb" / "publish" / "assets"


def test_the_manifest_names_icons_that_exist_with_their_size() -> None:
    manifest = json.loads((ASSETS / "manifest.webmanifest").read_text(encoding="utf-8"))
    for icon in manifest["icons"]:
        path = ASSETS / icon["src"]
        assert path.is_file(), icon
        if path.suffix == ".png":
            width, height = struct.unpack(">II", path.read_bytes()[16:24])
            assert icon["sizes"] == f"{width}x{height}"
    assert not [icon for icon in manifest["icons"] if icon["src"].startswith("/")], "the site may stand in a folder"
