"""The bill of materials is complete and valid, and a bundle carries nothing that it may not."""

from __future__ import annotations

import json
import socket
from importlib import import_module, metadata
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def bill(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return import_module("bill")


@pytest.fixture
def offline(monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("offline")
def test_everything_is_in_the_bill(bill, tmp_path, capsys) -> None:
    target = tmp_path / "bill.json"
    assert bill.main([str(target)]) == 0
    assert "packages" in capsys.readouterr().out
    found = json.loads(target.read_text("utf-8"))
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    own = found["metadata"]["component"]
    assert (own["name"], own["version"]) == ("pictrove", metadata.version("pictrove"))
    parts = {part["name"]: part for part in found["components"]}
    names = bill.notices.closure(bill.notices.declared()[0])
    assert set(names) < set(parts)
    assert all(
        parts[name]["licenses"] and parts[name]["version"] for name in parts if name in names
    )
    assert parts["numpy"]["purl"].startswith("pkg:pypi/numpy@")
    needs = {one["ref"]: one.get("dependsOn", []) for one in found["dependencies"]}
    assert parts["pillow"]["bom-ref"] in needs["pictrove"]


def test_resources_have_their_licences(bill) -> None:
    found = json.loads(bill.as_json(bill.bill([])))
    parts = {part["bom-ref"]: part for part in found["components"]}
    licences = {
        name: part["licenses"][0]["license"]["id"]
        for name, part in parts.items()
        if name.startswith("resources/")
    }
    assert licences == {
        "resources/starter": "Apache-2.0",
        "resources/icons": "ISC",
        "resources/cities.gz": "CC-BY-4.0",
    }
    files = {one["name"] for one in parts["resources/starter"]["components"]}
    assert "resources/starter/image.onnx.data" in files


def test_what_a_bundle_may_not_carry_is_known(bill) -> None:
    every = bill.notices.closure(bill.notices.declared()[0])
    assert set(bill.objections(every)) == set(bill.LEFT_OUT)
    assert "pillow-jxl-plugin" in bill.LEFT_OUT
    assert "pillow-heif" in bill.bundled()
    assert bill.objections(bill.bundled()) == {}
    assert bill.objections_to_resources() == {}


def test_a_bundle_leaves_them_out(bill, tmp_path, capsys, monkeypatch) -> None:
    target = tmp_path / "bill.json"
    assert bill.main(["--bundle", str(target)]) == 0
    names = {part["name"] for part in json.loads(target.read_text("utf-8"))["components"]}
    assert "pillow" in names
    assert not names & set(bill.LEFT_OUT)
    target.unlink()
    monkeypatch.setattr(bill, "bundled", lambda: ["pillow-jxl-plugin", "pillow"])
    assert bill.main(["--bundle", str(target)]) == 1
    assert "under the GPL" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("(LGPL-2.1-or-later)", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("MPL-2.0 AND MIT", True),
        ("CC-BY-4.0", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-2.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("AGPL-3.0-only", False),
        ("SSPL-1.0", False),
        ("CC-BY-NC-4.0", False),
        ("Apple Machine Learning Research Model License", False),
        ("Free for non-commercial use", False),
    ],
)
def test_licences(bill, licence, may) -> None:
    assert bill.may_be_bundled(licence) is may


def test_a_wrong_bill_is_refused(bill, monkeypatch) -> None:
    monkeypatch.setattr(bill.JsonV1Dot6, "output_as_string", lambda *_, **__: '{"a": 1}')
    with pytest.raises(ValueError, match="schema"):
        bill.as_json(bill.bill([]))
