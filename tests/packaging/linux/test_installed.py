"""The packages for Linux, made from the real bundle: installed, used as a user would, removed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PLACES = ("/usr", "/etc", "/opt")
# Kept by others; their triggers make them anew.
CACHES = {"mimeinfo.cache", "icon-theme.cache", "__pycache__"}
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
QUICK = ("-comp", "zstd", "-Xcompression-level", "1")
PATIENCE = 60

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]


@pytest.fixture
def home(tmp_path):
    """The environment of a user with an empty home."""
    kept = {"LANG", "DISPLAY", "XDG_RUNTIME_DIR"}
    environment = {name: text for name, text in os.environ.items() if name in kept}
    environment["PATH"] = PATH  # not that of a checkout, which has a command of the same name
    (tmp_path / "home").mkdir()
    return environment | {
        "HOME": str(tmp_path / "home"),
        "PICTROVE_HOME": str(tmp_path / "home" / "library"),
    }


@pytest.fixture
def photos(tmp_path):
    """A few photos."""
    from app.demo_photos import copy_photos

    folder = tmp_path / "photos"
    copy_photos(folder)
    return folder


def run(*command, **options):
    """What a program says; its exit code must be 0."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        **options,
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def files_of_the_system():
    """All names where packages put their files, but those of caches."""
    found = set()
    for place in PLACES:
        for folder, folders, names in os.walk(place):
            folders[:] = [name for name in folders if name not in CACHES]
            found.update(f"{folder}/{name}" for name in names if name not in CACHES)
            found.add(folder)
    return found


def packages_of_the_system():
    """All packages that dpkg knows, with what became of them."""
    return run("dpkg-query", "--show", "--showformat", "${Package} ${Version} ${Status}\\n")


# --- the .deb


@pytest.fixture(scope="module")
def deb(tmp_path_factory, standard_bundle):
    """The package, not packed as small as the one that is given away, which takes minutes."""
    return import_module("deb").make(
        standard_bundle, tmp_path_factory.mktemp("deb"), ("-Zgzip", "-z1")
    )


@pytest.mark.tools("dpkg-deb", "dpkg-shlibdeps", "patchelf", "strip", "Xvfb", "xdotool")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can install a package")
@pytest.mark.skipif(
    os.path.lexists("/usr/bin/pictrove"),
    reason="a Pictrove is installed here already",
)
def test_the_deb_is_installed_used_and_removed(deb, home, photos):
    names, packages = files_of_the_system(), packages_of_the_system()
    try:
        run("dpkg", "--install", deb)
        assert "Status: install ok installed" in run("dpkg", "--status", "pictrove")
        try_what_is_installed(home, photos)
        library = files_below(home["PICTROVE_HOME"])
    finally:
        subprocess.run(["dpkg", "--purge", "pictrove"], check=False, capture_output=True)
    assert files_of_the_system() == names
    assert packages_of_the_system() == packages
    assert files_below(home["PICTROVE_HOME"]) == library  # what belongs to the user stays


def files_below(folder):
    """All files with what is in them."""
    return {path: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def try_what_is_installed(home, photos):
    """Use it by its name, as a desktop would, and as the smoke test does."""
    version = import_module("facts").version()
    assert run("pictrove", "--version", env=home) == f"pictrove {version}\n"
    assert "zz-pictrove-search.desktop" in run("gio", "mime", "image/jpeg", env=home)
    assert Path("/usr/share/applications/org.pictrove.pictrove.desktop").is_file()
    run("pictrove", "autostart", "on", env=home)
    (entry,) = Path(home["HOME"], ".config", "autostart").iterdir()
    assert "TryExec=/usr/lib/pictrove/pictrove\n" in entry.read_text()
    run("pictrove", "index", photos, env=home)
    assert str(photos) in run("pictrove", "search", "a cat", env=home)
    run("pictrove", "engine", "stop", env=home)
    smoke = [sys.executable, ROOT / "packaging" / "smoke.py", "--no-archive"]
    said = run(*smoke, "--bundle", "/usr/lib/pictrove", env=home)
    assert "The bundle works." in said
    assert "the window was there" in said


@pytest.mark.tools("dpkg-deb", "dpkg-shlibdeps", "lintian", "patchelf", "strip")
def test_lintian_has_nothing_against_it(deb):
    done = subprocess.run(
        ["lintian", "--allow-root", "--tag-display-limit", "0", deb],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stdout.splitlines() if line.startswith(("E:", "W:"))] == []


# --- the AppImage


@pytest.fixture(scope="module")
def runtime(tmp_path_factory):
    """A stand-in for the runtime, made from its source beside this file."""
    folder = tmp_path_factory.mktemp("runtime")
    run("cc", "-O1", "-o", folder / "runtime", Path(__file__).with_name("mounting_runtime.c"))
    content = bytearray((folder / "runtime").read_bytes())
    content[8:11] = b"AI\x02"
    (folder / "runtime").write_bytes(content)
    return folder / "runtime"


def can_mount():
    """Whether this user can mount what a program serves."""
    try:
        os.close(os.open("/dev/fuse", os.O_RDWR))
    except OSError:
        return False
    return True


def mounts():
    """Where AppImages are mounted now."""
    lines = Path("/proc/self/mounts").read_text().splitlines()
    return {line.split()[1] for line in lines if "/.mount_Pictro" in line}


def until(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.mark.tools("cc", "mksquashfs", "patchelf", "squashfuse", "strip")
@pytest.mark.skipif(not can_mount(), reason="/dev/fuse cannot be opened")
def test_the_appimage_runs_and_its_engine_outlives_its_window(
    tmp_path, home, photos, runtime, standard_bundle
):
    image = import_module("appimage").make(standard_bundle, tmp_path / "out", runtime, QUICK)
    before = mounts()
    try:
        assert "pictrove" in run(image, "--version", env=home)
        until(lambda: mounts() == before, "the mount goes with the program")
        shot = tmp_path / "shot.png"
        offscreen = {**home, "QT_QPA_PLATFORM": "offscreen"}
        run(image, "gui", "--demo-shot", shot, "--photos", photos, env=offscreen)
        assert shot.stat().st_size > 20_000
        try_the_engine(image, home, photos, before)
    finally:
        subprocess.run([image, "engine", "stop"], env=home, check=False, capture_output=True)
    until(lambda: mounts() == before, "the engine's mount goes with it")


def try_the_engine(image, home, photos, before):
    """The command that started the engine is gone; the engine still decodes."""
    run(image, "index", photos, env=home)
    run(image, "watch", photos, env=home)
    engine = json.loads(run(image, "status", "--json", env=home))["engine"]["process_id"]
    program = str(Path(f"/proc/{engine}/exe").readlink())
    until(lambda: len(mounts() - before) == 1, "only the engine keeps its mount")
    (mount,) = mounts() - before
    assert program == f"{mount}/usr/lib/pictrove/pictrove"
    new = photos / "later.png"
    shutil.copyfile(max(photos.rglob("*.png")), new)
    until(lambda: str(new) in run(image, "search", str(new), env=home), "a new photo is found")
    run(image, "autostart", "on", env=home)
    (entry,) = Path(home["HOME"], ".config", "autostart").iterdir()
    assert f"TryExec={image}\n" in entry.read_text()
