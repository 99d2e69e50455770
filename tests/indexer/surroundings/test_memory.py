"""Memory that is given back."""

from __future__ import annotations

import sys

import pytest

from indexer.surroundings.memory import give_back


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_freed_memory_goes_back_to_the_system():
    import psutil

    pieces = [bytes(100_000) for _ in range(1000)]
    keep = pieces[::100]
    process = psutil.Process()
    before = process.memory_info().rss
    del pieces
    give_back()
    assert before - process.memory_info().rss > 50_000_000
    assert len(keep) == 10


def test_it_does_no_harm_elsewhere(monkeypatch):
    monkeypatch.setattr(sys, "platform", "other")
    give_back()
