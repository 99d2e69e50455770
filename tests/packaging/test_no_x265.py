"""What stands in for x265 in the bundle, on each system: libheif finds all that it asks for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("scripts")


def libraries_of_heif() -> dict[str, Path]:
    """The libraries in pillow-heif's wheel, by the beginning of their names."""
    files = [Path(str(file.locate())) for file in metadata.files("pillow-heif") or ()]
    return {re.split(r"[-.]", path.name)[0]: path for path in files if path.name.startswith("lib")}


@pytest.fixture
def compiler():
    if sys.platform == "win32" and find_spec("ziglang") is None:
        pytest.skip("ziglang is not installed")
    if sys.platform != "win32" and shutil.which("cc") is None:
        pytest.skip("cc is not installed")


@pytest.mark.usefixtures("compiler")
def test_libheif_is_content_with_what_stands_in_for_x265(libraries, tmp_path):
    copies = {name: Path(shutil.copy(path, tmp_path)) for name, path in libraries_of_heif().items()}
    heif, real = copies["libheif"], copies["libx265"]
    place = f"pillow_heif.libs/{real.name}"
    entries = [
        (place, str(real), "BINARY"),
        (real.name, place, "SYMLINK"),
        (f"pillow_heif.libs/{heif.name}", str(heif), "BINARY"),
    ]
    *kept, made = libraries.without_x265(entries, tmp_path / "made")
    assert kept == entries[1:]
    assert (made[0], made[2]) == (place, "BINARY")
    assert b"x265_encoder" not in Path(made[1]).read_bytes()
    shutil.copyfile(made[1], real)
    code = "import ctypes, sys; print(ctypes.CDLL(sys.argv[1], 2).heif_get_version_number() >> 24)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(heif)], check=True, capture_output=True, text=True
    )
    assert done.stdout == "1\n"


HEIF = b"\0heif_init\0%sx265_api_get_217\0%sx265_cleanup\0_ZL20x265_list_parametersPv\0"


@pytest.mark.skipif(find_spec("ziglang") is None, reason="ziglang is not installed")
def test_the_stand_in_for_windows_has_what_libheif_asks_for(libraries, monkeypatch, tmp_path):
    """It can be made on any system, if not tried there."""
    monkeypatch.setattr(libraries.sys, "platform", "win32")
    heif = tmp_path / "libheif-1.dll"
    heif.write_bytes(HEIF % (b"", b""))
    made = libraries.stand_in("libx265-217-276e.dll", str(heif), tmp_path / "made")
    content = made.read_bytes()
    assert content.startswith(b"MZ")
    assert b".dll" not in content.lower().replace(made.name.encode(), b""), "it asks for others"
    assert libraries.asked_of_x265(made) == ["x265_api_get_217", "x265_cleanup"]


def test_the_stand_in_for_macos_is_made_as_libheif_wants_it(libraries, monkeypatch, tmp_path):
    """Of this name and version, and with room for the longer names that PyInstaller writes."""
    commands: list[list[str]] = []
    monkeypatch.setattr(libraries.sys, "platform", "darwin")
    monkeypatch.setattr(libraries, "_run", commands.append)
    heif = tmp_path / "libheif.1.dylib"
    heif.write_bytes(HEIF % (b"_", b"_"))
    libraries.stand_in("pillow_heif/.dylibs/libx265.217.dylib", str(heif), tmp_path)
    command = " ".join(commands[0])
    assert command.startswith("cc -dynamiclib ")
    assert "-install_name @rpath/libx265.217.dylib -compatibility_version 217 " in command
    assert "-headerpad_max_install_names" in command
    assert "-DX265_API_GET=x265_api_get_217" in command


def test_links_to_x265_stay_for_macos(bundle):
    """PyInstaller has libheif look for it at the top of the bundle, where a link leads to it."""
    place = "pillow_heif/.dylibs/libx265.217.dylib"
    link = ("libx265.217.dylib", place, "SYMLINK")
    assert bundle.wanted([link], Path(), beside=[(place, "/made", "BINARY")]) == [link]


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (b"\0x265_new\0", "x265_new"),
        (b"\0x265_api_get_217\0x265_cleanup\0x265_new\0", "x265_new"),
        (b"\0x265_cleanup\0", "x265_cleanup"),
        (b"", "nothing"),
    ],
)
def test_a_libheif_that_asks_for_something_else_stops_the_build(
    libraries, tmp_path, content, asked
):
    library = tmp_path / "libheif.so"
    library.write_bytes(content)
    with pytest.raises(libraries.Trouble, match=rf"{asked}, which no_x265\.c does not answer"):
        libraries.stand_in("a/libx265.so", str(library), tmp_path)


@pytest.mark.parametrize(
    ("platform", "sentence"),
    [
        ("linux", r"needs `cc`, .* apt-get install gcc"),
        ("darwin", r"needs `cc`, .*xcode-select --install"),
        ("win32", r"needs `ziglang`, .*pip install ziglang"),
    ],
)
def test_a_missing_compiler_is_told_in_a_sentence(
    libraries, monkeypatch, tmp_path, platform, sentence
):
    (tmp_path / "libheif").write_bytes(HEIF % (b"", b""))
    monkeypatch.setattr(libraries.sys, "platform", platform)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libraries, "find_spec", lambda _name: None)
    with pytest.raises(libraries.Trouble, match=sentence):
        libraries.stand_in("a/libx265.so", str(tmp_path / "libheif"), tmp_path)


def test_a_compiler_that_is_none_is_told_in_a_sentence(libraries, monkeypatch, tmp_path):
    """As the `cc` of macOS is, before anything is installed."""
    (tmp_path / "libheif").write_bytes(HEIF % (b"", b""))
    monkeypatch.setattr(libraries.sys, "platform", "darwin")
    none = [sys.executable, "-c", "import sys; sys.exit('xcode-select: error: no tools')"]
    monkeypatch.setattr(libraries, "_compiler", lambda: none)
    with pytest.raises(libraries.Trouble, match=r"error: no tools; .*xcode-select --install"):
        libraries.stand_in("a/libx265.so", str(tmp_path / "libheif"), tmp_path)
