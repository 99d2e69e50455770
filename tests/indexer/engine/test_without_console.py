"""An engine that Windows starts at login has no streams: its program is one without a console."""

from __future__ import annotations

import sys

from indexer.engine.engine import Engine


def test_a_bug_is_survived_without_standard_error(monkeypatch, places):
    engine = object.__new__(Engine)
    engine._places = places
    monkeypatch.setattr(sys, "stderr", None)
    engine._on_bug(ValueError("a bug"))
    assert "met a bug" in engine._bugs[0]
