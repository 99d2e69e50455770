"""A library in a temporary folder, and both ways of searching it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.store import Store
from tests.indexer.vectors.small import ALWAYS, NEVER


@pytest.fixture(autouse=True)
def the_same_graph_every_time(monkeypatch) -> None:
    """Threads join a graph's points in any order, and some orders hide one of a few hundred."""
    monkeypatch.setattr("indexer.vectors.graph._FEW", 10**9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture(params=[NEVER, ALWAYS], ids=["exact", "graph"])
def exact_below(request) -> int:
    return request.param
