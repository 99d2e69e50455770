"""A library in a temporary folder, and photos to put into it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from indexer.metadata import PhotoMetadata
from indexer.store import PhotoRecord, Store
from tests.indexer.store.damaged import library, whole

__all__ = ["library", "whole"]

MakeRecord = Callable[..., PhotoRecord]


class Clock:
    """Each look at it is a minute later."""

    def __init__(self) -> None:
        self.now = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, clock=Clock()) as opened:
        yield opened


@pytest.fixture
def record() -> MakeRecord:
    def make(
        path: str,
        content: int = 1,
        *,
        model_id: str = "m",
        embedding: object = ...,
        kind: str = "jpeg",
        **metadata: object,
    ) -> PhotoRecord:
        vector = np.eye(4, dtype=np.float16)[content % 4] if embedding is ... else embedding
        return PhotoRecord(
            path, 1000 + content, 5 * content, bytes([content]) * 32, 400, 300, kind,
            PhotoMetadata(**metadata), model_id, vector,
        )  # fmt: skip

    return make
