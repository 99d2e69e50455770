"""A small model in the place of the recommended one, so that it can be fetched within a test.

Commands fetch it from a hub on loopback, under the name and by the address of the real one. Their
processes find the small model's entry in the registry, and its graph, before the shipped ones.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path

from resources import resource
from tests.models import tiny_graph

STANDARD = "standard"
# Read by every Python before anything else; it must not be heavy.
_REDIRECTION = """
from pathlib import Path
import resources
_usual, _here = resources.resource, Path(__file__).parent
resources.resource = lambda name: _here / name if (_here / name).exists() else _usual(name)
"""


def make(folder: Path) -> tuple[str, bytes]:
    """Write what processes are to find in `folder`, which belongs into PYTHONPATH.

    Returns:
        The path of the weights on a hub, and their content.
    """
    shipped = resource("models.toml").read_text("utf-8")
    entry = next(model for model in tomllib.loads(shipped)["models"] if model["tier"] == STANDARD)
    weights = tiny_graph.write_safetensors(folder / "weights", tiny_graph.random_tensors())
    content = weights.read_bytes()
    (folder / "models.toml").write_text(_smaller(shipped, entry, content), "utf-8")
    _write_graph(folder / "graphs", entry["id"])
    (folder / "sitecustomize.py").write_text(_REDIRECTION)
    place = entry["weights"]
    return f"/{place['repo']}/resolve/{place['revision']}/{place['name']}", content


def _smaller(shipped: str, entry: dict, content: bytes) -> str:
    """The registry with the small model's sizes and checksum in that entry."""
    before, found, after = shipped.partition(f'id = "{entry["id"]}"')
    assert found
    own, end, others = after.partition("[[models]]")
    for name, value in {
        "dim": tiny_graph.DIM,
        "context_length": tiny_graph.LENGTH,
        "side": tiny_graph.SIDE,
        "resize_mode": '"squash"',
        "size": len(content),
        "sha256": f'"{hashlib.sha256(content).hexdigest()}"',
    }.items():
        own, replaced = re.subn(rf"^{name} = .*$", f"{name} = {value}", own, flags=re.MULTILINE)
        assert replaced == 1, name
    return before + found + own + end + others


def _write_graph(graphs: Path, model_id: str) -> None:
    graphs.mkdir()
    folder = graphs / model_id.replace("/", "--")
    tiny_graph.write_graph(folder)
    about = folder / "graph.json"
    about.write_text(json.dumps(json.loads(about.read_text()) | {"model_id": model_id}))
