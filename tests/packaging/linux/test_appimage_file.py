"""The AppImage, made from a bundle of a few kilobytes."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

pytestmark = pytest.mark.tools("mksquashfs", "unsquashfs", "patchelf", "strip")
ID = "org.pictrove.pictrove"


@pytest.fixture
def runtime(tmp_path):
    """Something that looks like a runtime."""
    content = bytearray(Path("/usr/bin/true").read_bytes())
    content[8:11] = b"AI\x02"
    (tmp_path / "runtime").write_bytes(content)
    return tmp_path / "runtime"


@pytest.fixture
def image(bundle, runtime, tmp_path):
    return import_module("appimage").make(bundle, tmp_path / "out", runtime)


def test_it_is_a_runtime_with_a_file_system_behind_it(image, runtime, tmp_path, run):
    head = runtime.read_bytes()
    assert image.read_bytes().startswith(head)
    assert image.stat().st_mode & 0o777 == 0o755
    run("unsquashfs", "-quiet", "-o", len(head), "-d", tmp_path / "seen", image)
    assert (tmp_path / "seen" / "AppRun").readlink() == Path("usr/lib/pictrove/pictrove")


def test_everything_that_is_looked_for_inside_is_there(bundle, tmp_path):
    root = tmp_path / "AppDir"
    import_module("appimage").lay_out(bundle, root)
    assert os.access(root / "AppRun", os.X_OK)
    assert os.access(root / "usr" / "bin" / "pictrove", os.X_OK)
    entry = (root / f"{ID}.desktop").read_text("utf-8")
    assert f"Icon={ID}\n" in entry
    for name in (f"{ID}.svg", ".DirIcon", f"usr/share/metainfo/{ID}.metainfo.xml"):
        assert (root / name).is_file()
    # It moves with its mount: no link leads out of it.
    assert all(path.resolve().is_relative_to(root) for path in root.rglob("*") if path.is_symlink())


def test_what_every_desktop_has_is_left_to_it(bundle, tmp_path):
    import_module("appimage").lay_out(bundle, tmp_path / "AppDir")
    inside = tmp_path / "AppDir" / "usr" / "lib" / "pictrove" / "_internal"
    assert [path.name for path in inside.glob("*.so*")] == ["libown.so"]


def test_the_same_sources_make_the_same_file(image, bundle, runtime, tmp_path):
    again = import_module("appimage").make(bundle, tmp_path / "again", runtime)
    assert again.read_bytes() == image.read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: b"#!/bin/sh\n", "no runtime"),
        (lambda content: content[:8] + b"\0\0\0" + content[11:], "no runtime"),
        (lambda content: content + b"hsqs", "behind its end"),
    ],
)
def test_another_file_is_refused_as_a_runtime(bundle, runtime, tmp_path, change, said):
    runtime.write_bytes(change(runtime.read_bytes()))
    with pytest.raises(ValueError, match=said):
        import_module("appimage").make(bundle, tmp_path / "out", runtime)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_runtime_that_was_changed_on_its_way_is_refused(monkeypatch):
    import httpx

    request = httpx.Request("GET", "https://example.org")
    answer = httpx.Response(200, content=b"\x7fELF and so on", request=request)
    monkeypatch.setattr(httpx, "get", lambda *_, **__: answer)
    with pytest.raises(ValueError, match="not the runtime that it was"):
        import_module("appimage").fetched_runtime("x86_64")
