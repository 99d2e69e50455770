"""What all packages for Linux have in common: their facts, their binaries, how they are made."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

CHANGELOG = """\
# Changelog

## [Unreleased]

- The `second` thing,
  told [here](https://example.org).

## [0.0.9] - 2026-01-02

### Added

- The first.
"""


def test_the_version_stands_in_one_place(facts):
    from indexer.version import version

    assert facts.version() == version()


def test_what_is_not_released_counts_as_the_version_at_work(facts):
    newest, oldest = facts.releases(CHANGELOG)
    assert (newest.version, newest.done, newest.day) == (facts.version(), False, date(2023, 11, 14))
    assert [facts.plain(note) for note in newest.notes] == ["The second thing, told here."]
    assert (oldest.version, oldest.done, oldest.day) == ("0.0.9", True, date(2026, 1, 2))
    assert oldest.notes == ("The first.",)


@pytest.mark.parametrize(
    ("version", "debian"),
    [("1.2.3", "1.2.3-1"), ("1.2.3rc1", "1.2.3~rc1-1"), ("1.2.3.dev4", "1.2.3~dev4-1")],
)
def test_what_comes_before_a_release_sorts_before_it(version, debian):
    assert import_module("deb").debian_version(version) == debian


def test_a_program_that_strip_would_break_stays_as_it_was(tmp_path, monkeypatch):
    binaries = import_module("binaries")
    path = tmp_path / "lib.so"
    content = Path("/usr/bin/true").read_bytes()
    path.write_bytes(content)
    monkeypatch.setattr(binaries, "_kinds_of_sections", lambda _content: {2})
    monkeypatch.setattr(binaries.subprocess, "run", lambda *_, **__: None)
    monkeypatch.setattr(binaries, "can_be_loaded", lambda _content: False)
    binaries.strip(path)
    assert [file.name for file in tmp_path.iterdir()] == ["lib.so"]
    assert path.read_bytes() == content


def test_parts_that_lie_where_they_cannot_be_loaded(tmp_path):
    binaries = import_module("binaries")
    content = bytearray(Path("/usr/bin/true").read_bytes())
    assert binaries.can_be_loaded(bytes(content))
    start = int.from_bytes(content[32:40], "little")
    size, count = (int.from_bytes(content[at : at + 2], "little") for at in (54, 56))
    for entry in range(start, start + size * count, size):
        if content[entry] == 1:  # PT_LOAD
            content[entry + 8] ^= 1  # its place in the file
    assert not binaries.can_be_loaded(bytes(content))


@pytest.mark.tools("patchelf")
def test_a_library_forgets_where_it_was_built(tmp_path, run):
    path = tmp_path / "program"
    shutil.copyfile("/usr/bin/true", path)
    run("patchelf", "--set-rpath", "/build/lib:$ORIGIN/../lib", path)
    import_module("binaries").forget_building_place(path)
    assert run("patchelf", "--print-rpath", path).strip() == "$ORIGIN/../lib"
    run("patchelf", "--set-rpath", "/build/lib", path)
    import_module("binaries").forget_building_place(path)
    assert run("patchelf", "--print-rpath", path).strip() == ""


def test_the_checksums_can_be_checked(tmp_path, run):
    (tmp_path / "b.deb").write_bytes(b"b")
    (tmp_path / "a.AppImage").write_bytes(b"a")
    import_module("packages").write_sums([tmp_path / "b.deb", tmp_path / "a.AppImage"], tmp_path)
    assert run("sha256sum", "--check", "SHA256SUMS", cwd=tmp_path).count(": OK") == 2


def test_without_a_bundle_one_sentence_says_what_makes_it(tmp_path, monkeypatch, capsys):
    packages = import_module("packages")
    monkeypatch.setattr(packages, "missing_tools", lambda _kinds: [])
    monkeypatch.setattr(sys, "argv", ["packages.py", "--bundle", str(tmp_path), "--only", "deb"])
    assert packages.main() == 1
    assert capsys.readouterr().err.endswith("is no bundle; `make bundle` makes one.\n")


def test_what_could_be_made_is_there_though_another_package_could_not(
    tmp_path, monkeypatch, capsys
):
    packages = import_module("packages")

    def made(_bundle, output):
        (output / "a.deb").write_bytes(b"a")
        return output / "a.deb"

    def not_made(*_):
        raise OSError("The runtime cannot be fetched.")

    monkeypatch.setattr(packages, "missing_tools", lambda _kinds: [])
    monkeypatch.setattr(packages.deb, "make", made)
    monkeypatch.setattr(packages.appimage, "make", not_made)
    monkeypatch.setattr(sys, "argv", ["packages.py", "--output", str(tmp_path)])
    assert packages.main() == 1
    assert "a.deb" in (tmp_path / "SHA256SUMS").read_text("utf-8")
    assert capsys.readouterr().err == "No AppImage was made: The runtime cannot be fetched.\n"


def test_what_has_to_be_installed_first_is_named(monkeypatch, capsys):
    packages = import_module("packages")
    monkeypatch.setattr(packages.shutil, "which", lambda _name: None)
    monkeypatch.setattr(sys, "argv", ["packages.py", "--only", "appimage"])
    assert packages.main() == 1
    assert capsys.readouterr().err == "Stopped: install binutils patchelf squashfs-tools first.\n"


@pytest.mark.parametrize(("version", "fits"), [("0.2.0", True), ("0.1.0", False), (None, False)])
def test_make_packages_makes_the_bundle_first_if_there_is_none_of_this_version(
    tmp_path, monkeypatch, version, fits
):
    bootstrap = import_module("bootstrap")
    done = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "set_up", done.append)
    monkeypatch.setattr(bootstrap, "tool", lambda *command: done.append(command[1:]) or 0)
    monkeypatch.setenv("ARGS", "--only deb")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "0.2.0"\n')
    if version:
        folder = tmp_path / "dist" / "pictrove"
        (folder / "_internal" / f"pictrove-{version}.dist-info").mkdir(parents=True)
        (folder / "pictrove").touch()
    assert bootstrap.main(["packages"]) == 0
    made = ("packaging/linux/packages.py", "--only", "deb")
    assert done == ["bundle", *([] if fits else [("packaging/bundle.py",)]), made]
