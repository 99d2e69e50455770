"""The licences, as a bundle keeps them and as pip leaves them."""

from __future__ import annotations

import json
from pathlib import Path

from app.window.licence_texts import read_licences


def test_licences_of_the_installed_packages() -> None:
    found = {one.name: one for one in read_licences()}
    assert next(iter(found)) == "Pictrove"
    assert found["click"].licence == "BSD-3-Clause"
    assert "Redistribution and use" in found["click"].text
    assert "ISC" in found["Lucide"].licence
    assert "httpx" in found
    assert "h11" in found  # which only httpx needs
    assert "import-linter" not in found  # is needed by an extra alone
    assert all("\n" not in one.licence for one in found.values())


def test_licences_of_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "zlib").mkdir()
    (tmp_path / "zlib" / "LICENSE").write_text("\n  Do as\nyou like.\n")
    components = [
        {"name": "zlib", "licence": "Zlib", "version": "1.3", "texts": ["zlib/LICENSE"]},
        {"name": "apng", "licence": None, "texts": ["lost/LICENSE"], "note": "Not carried."},
        {"name": "Pictrove", "licence": "Apache-2.0", "texts": []},
    ]
    (tmp_path / "index.json").write_text(json.dumps({"format": 1, "components": components}))
    pictrove, apng, zlib = read_licences(tmp_path)
    assert (pictrove.name, pictrove.licence) == ("Pictrove", "Apache-2.0")
    assert (apng.licence, apng.text, apng.about) == ("", "", "Not carried.")
    assert zlib.text == "  Do as\nyou like."
    assert zlib.about == "1.3"
