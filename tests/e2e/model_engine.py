"""An engine as every other one, but for its list of models: ``model_engine.py HUB GRAPH``.

GRAPH is the folder of the tiny model's graph. It says "ready" when clients can connect.
"""

from __future__ import annotations

import sys
from pathlib import Path

from indexer.engine.engine import run
from indexer.places import Places
from models.graphs import read_graph
from models.workshop import Workshop
from tests.models.tiny_registry import TINY, tiny_registry


def main(hub: str, graph: str) -> None:
    """Serve until told to stop."""
    graphs = {TINY: read_graph(Path(graph))}
    registry = tiny_registry(hub)

    def ready() -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    run(
        Places.of_this_user(),
        ready,
        lambda folder: Workshop(folder, lambda: registry, graphs.get),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
