"""The .deb, made from a bundle of a few kilobytes."""

from __future__ import annotations

import gzip
import hashlib
from importlib import import_module
from pathlib import Path

import pytest

OFFERED = "offered model"

pytestmark = pytest.mark.tools("dpkg-deb", "dpkg-shlibdeps", "patchelf", "strip")


@pytest.fixture
def deb(bundle, tmp_path):
    return import_module("deb").make(bundle, tmp_path / "out")


@pytest.fixture
def root(deb, tmp_path, run):
    run("dpkg-deb", "--raw-extract", deb, tmp_path / "root")
    return tmp_path / "root"


@pytest.mark.tools("lintian")
def test_lintian_has_nothing_against_it(deb, run):
    told = run("lintian", "--allow-root", "--tag-display-limit", "0", deb)
    # The small bundle has no such libraries as these are for.
    troubles = [line for line in told.splitlines() if "mismatched-override" not in line]
    assert not [line for line in troubles if line.startswith(("E:", "W:"))], told


def test_what_it_is_called_and_needs(deb, facts, run):
    fields = dict(
        line.split(": ", 1)
        for line in run("dpkg-deb", "--field", deb).splitlines()
        if not line.startswith(" ")
    )
    assert deb.name == f"pictrove_{facts.version()}-1_{fields['Architecture']}.deb"
    assert fields["Architecture"] == run("dpkg", "--print-architecture").strip()
    assert {"libc6", "zlib1g"} >= {part.split()[0] for part in fields["Depends"].split(", ")}
    assert "libc6 (>= 2." in fields["Depends"]
    assert fields["Recommends"] == "xdg-desktop-portal"


@pytest.mark.tools("cc")
def test_what_only_some_desktops_have_need_not_be_on_this_machine(bundle, tmp_path, run):
    plugins = bundle / "_internal" / "PySide6" / "Qt" / "plugins" / "wayland-shell-integration"
    plugins.mkdir(parents=True)
    source, absent = tmp_path / "a.c", tmp_path / "libnobody-has-this.so"
    source.write_text("int nobody_has_this(void) { return 0; }")
    run("cc", "-shared", "-fPIC", "-o", absent, source)
    source.write_text("int nobody_has_this(void); int f(void) { return nobody_has_this(); }")
    run("cc", "-shared", "-fPIC", "-o", plugins / "libxdg-shell.so", source, absent)
    absent.unlink()
    deb = import_module("deb").make(bundle, tmp_path / "out")
    told = run("dpkg-deb", "--field", deb, "Recommends")
    assert told.startswith("libgtk-3-0 | libgtk-3-0t64, libwayland-cursor0, ")


def test_what_the_system_has_in_the_same_version_is_left_to_it(root):
    inside = root / "usr" / "lib" / "pictrove" / "_internal"
    assert not (inside / "libz.so.1").exists()
    assert (inside / "libown.so").is_file()


def test_the_program_is_found_and_may_be_run(root):
    link = root / "usr" / "bin" / "pictrove"
    assert link.readlink() == Path("../lib/pictrove/pictrove")
    assert link.resolve().stat().st_mode & 0o777 == 0o755
    assert (link.resolve().parent / "_internal" / "libown.so").stat().st_mode & 0o777 == 0o644


def test_no_script_runs_when_it_is_installed(root):
    assert {path.name for path in (root / "DEBIAN").iterdir()} == {"control", "md5sums"}


def test_the_checksums_are_right(root):
    lines = (root / "DEBIAN" / "md5sums").read_text().splitlines()
    assert len(lines) > 10
    for line in lines:
        told, name = line.split("  ", 1)
        assert hashlib.md5((root / name).read_bytes()).hexdigest() == told


def test_its_documents(root, facts):
    documents = root / "usr" / "share" / "doc" / "pictrove"
    changes = gzip.decompress((documents / "changelog.Debian.gz").read_bytes()).decode()
    assert changes.startswith(f"pictrove ({facts.version()}-1) unstable; urgency=medium\n\n  *")
    assert max(map(len, changes.splitlines())) <= 80
    said = (documents / "copyright").read_text("utf-8")
    assert "License: Apache-2.0" in said
    assert "@" not in said


def test_carried_parts_are_listed_with_their_licences(bundle):
    licences = bundle / "_internal" / "licences"
    licences.mkdir()
    (licences / "index.json").write_text(
        '{"components": [{"name": "click", "version": "8.5", "kind": "package", '
        '"licence": "BSD-3-Clause"}, {"name": "Large/model", "version": "1", "licence": "MIT", '
        f'"kind": "{OFFERED}"' + "}]}"
    )
    said = import_module("deb").copyright_file(licences.parent)
    assert " click 8.5: BSD-3-Clause\n" in said
    assert "Large/model" not in said, "it is only offered"


def test_the_list_of_licences_calls_offered_models_so():
    kinds = {one.kind for one in import_module("own_parts").own()}
    assert OFFERED in kinds


def test_the_same_sources_make_the_same_package(deb, bundle, tmp_path):
    again = import_module("deb").make(bundle, tmp_path / "again")
    assert again.read_bytes() == deb.read_bytes()
