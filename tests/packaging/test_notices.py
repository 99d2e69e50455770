"""THIRD_PARTY_NOTICES.md leaves no dependency out."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def notices(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return import_module("notices")


def test_every_installed_dependency_is_listed(notices) -> None:
    required, _ = notices.declared()
    listed = notices.listed(notices.NOTICES.read_text("utf-8"))
    missing = set(notices.closure(required)) - listed
    assert not missing, "run: python packaging/notices.py"


def test_a_licence_is_found_for_each(notices) -> None:
    required, _ = notices.declared()
    assert [name for name in notices.closure(required) if "see the" in notices.licence(name)] == []


def test_heif_stays_at_or_above_the_fixed_version(notices) -> None:
    required, _ = notices.declared()
    assert "pillow-heif>=1.8.1" in required
