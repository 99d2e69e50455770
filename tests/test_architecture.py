"""Which room may know which, and what a plain command must not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_import_directions() -> None:
    result = python(
        "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("app.cli", ("torch", "numpy", "onnxruntime", "PIL", "rich", "sqlite3", "PySide6")),
        (
            "app.window.application",
            (
                "torch",
                "numpy",
                "onnxruntime",
                "PIL",
                "sqlite3",
                "click",
                "app.window.filters.panel",
            ),
        ),
        ("indexer.client", ("torch", "numpy", "onnxruntime", "PIL", "sqlite3", "usearch")),
        ("indexer.library", ("torch", "open_clip", "timm", "PySide6")),
        ("models.onnx", ("torch", "open_clip", "timm", "PySide6")),
    ],
)
def test_what_is_not_loaded(module, forbidden) -> None:
    code = f"import sys, {module}; print([n for n in {forbidden!r} if n in sys.modules])"
    result = python("-c", code)
    assert result.stdout == "[]\n", result.stderr


def test_torch_is_imported_in_models_only() -> None:
    rooms = [ROOT / room for room in ("app", "indexer", "resources")]
    sources = [source for room in rooms for source in room.rglob("*.py")]
    assert sources
    guilty = [
        str(source.relative_to(ROOT))
        for source in sources
        for line in source.read_text("utf-8").splitlines()
        if line.split()[:1] in (["import"], ["from"])
        and line.split()[1].partition(".")[0] in {"torch", "torchvision", "open_clip", "timm"}
    ]
    assert guilty == []


def test_qt_is_imported_in_the_window_only() -> None:
    sources = [
        source
        for room in ("app", "indexer", "models", "resources")
        for source in (ROOT / room).rglob("*.py")
        if ROOT / "app" / "window" not in source.parents
    ]
    guilty = [
        str(source.relative_to(ROOT))
        for source in sources
        if "import PySide6" in (text := source.read_text("utf-8")) or "from PySide6" in text
    ]
    assert guilty == []


def test_only_the_entry_points_end_the_process() -> None:
    sources = [*(ROOT / "app").rglob("*.py"), *(ROOT / "indexer").rglob("*.py")]
    guilty = [
        str(source.relative_to(ROOT))
        for source in sources
        if source.name != "__main__.py" and "sys.exit(" in source.read_text("utf-8")
    ]
    assert guilty == []
