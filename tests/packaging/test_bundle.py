"""What goes into the bundle. Making it takes minutes and is left to `make bundle`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path, PurePath

import pytest

from indexer.decode import opening
from resources.own_process import MODULES

SCRIPTS = Path(__file__).parents[2] / "packaging"
QT = "PySide6/Qt"


@pytest.fixture
def bundle(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return import_module("bundle")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (f"{QT}/plugins/platforms/libqxcb.so", True),
        (f"{QT}/plugins/platforms/libqwayland.so", True),
        (f"{QT}/plugins/platforms/libqoffscreen.so", True),
        (f"{QT}/plugins/platforms/libqvnc.so", False),
        (f"{QT}/plugins/imageformats/libqjpeg.so", True),
        (f"{QT}/plugins/imageformats/libqpdf.so", False),
        (f"{QT}/plugins/tls/libqopensslbackend.so", False),
        (f"{QT}/translations/qtbase_de.qm", True),
        (f"{QT}/translations/qtbase_fr.qm", False),
        (f"{QT}/lib/libQt6Gui.so.6", True),
        (f"{QT}/lib/libQt6Quick.so.6", False),
        (f"{QT}/lib/libQt6WaylandClient.so.6", True),
        ("libglib-2.0.so.0", False),
        ("libgtk-3.so.0", False),
        ("libxcb-cursor.so.0", True),
        ("pillow.libs/libharfbuzz-fb49c9fc.so.0", True),
        ("pillow_heif.libs/libx265-4883ecb5.so.217", False),
    ],
)
def test_what_is_kept(bundle, path, wanted):
    assert bundle.is_wanted(PurePath(path)) is wanted


def test_what_is_imported_by_name_is_told(bundle):
    told = bundle.hidden_imports()
    assert set(MODULES) <= set(told)
    assert {"indexer.engine.__main__", "PIL.AvifImagePlugin", "rawpy"} <= set(told)
    assert not {"pillow_heif", "pillow_jxl", "torch"} & set(told)
    assert not any(name.startswith("models.starter") for name in told)


def test_no_process_loads_qt_before_it_needs_it(bundle, monkeypatch):
    steps = [(name, "", "PYSOURCE") for name in ("pyi_rth_inspect", "pyi_rth_pyside6", "__main__")]
    monkeypatch.setattr(bundle.sys, "platform", "linux")
    assert [name for name, *_ in bundle.scripts(steps)] == ["pyi_rth_inspect", "__main__"]


def test_what_is_read_at_run_time_comes_along(bundle):
    carried = {Path(source).name: folder for source, folder in bundle.data_files()}
    assert carried["model.json"] == str(Path("resources", "starter"))
    assert carried["models.toml"] == "resources"
    assert carried["window.qss"] == str(Path("resources", "theme"))
    assert carried["THIRD_PARTY_NOTICES.md"] == "."
    assert "own_process.py" not in carried


def test_a_kind_without_its_library_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setitem(opening._PLUGINS, "heif", (("HEIF",), "no_such_library"))
    with pytest.raises(opening.PictureError, match=r"cannot read HEIF .* no_such_library\.$"):
        opening.load_plugin("heif")


def test_make_bundle_sets_up_and_makes_it(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    bootstrap = import_module("bootstrap")
    done = []
    monkeypatch.setattr(bootstrap, "set_up", done.append)
    monkeypatch.setattr(bootstrap, "tool", lambda *command: done.append(command) or 0)
    assert bootstrap.main(["bundle"]) == 0
    assert done == ["bundle", ("python", "packaging/bundle.py")]
    assert "make bundle" in bootstrap.HELP


def test_every_job_of_make_is_in_the_makefile():
    makefile = (SCRIPTS.parent / "Makefile").read_text("utf-8")
    assert "help run test check format screenshots bundle clean: python" in makefile
