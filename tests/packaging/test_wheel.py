"""The wheel holds all that Pictrove needs, runs where nothing else of it is, and can be made anew.

No network: it is made by what is installed here, and installed without what it depends on, which
it then finds in this environment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("build", reason="the extra `dev` brings it")
pytest.importorskip("hatchling", reason="the extra `dev` brings it")

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "indexer", "models", "resources")
_LARGEST = 100 * 1_000_000
_UNREACHABLE = "http://127.0.0.1:9"


def build(source: Path, kind: str, target: Path) -> Path:
    options = ["--no-isolation", f"--{kind}", "--outdir", str(target), str(source)]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "build", *options], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


def contents(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as archive:
        return {one.filename: one.CRC for one in archive.infolist()}


def tracked(*folders: str) -> set[str]:
    """What git knows, or would: not what was made here."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("this is no checkout")
    return {name for name in done.stdout.splitlines() if (ROOT / name).is_file()}


def test_the_wheel_holds_every_file_of_the_program(wheel):
    wanted = {name for name in tracked(*PACKAGES) if not name.endswith(".ts")}
    held = {name for name in contents(wheel) if ".dist-info/" not in name}
    assert held == wanted
    assert {
        "resources/models.toml",
        "resources/starter/image.onnx",
        "resources/translations/pictrove_de.qm",
        "resources/icons/pictrove.svg",
        "resources/cities.gz",
    } <= held


def test_the_wheel_says_its_licences_and_is_small_enough(wheel):
    names = set(contents(wheel))
    (licence,) = (name for name in names if name.endswith(".dist-info/licenses/LICENSE"))
    assert licence.replace("LICENSE", "THIRD_PARTY_NOTICES.md") in names
    assert wheel.stat().st_size < _LARGEST


def test_the_source_distribution_makes_the_same_wheel(wheel, sources, tmp_path):
    with tarfile.open(sources) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    for name in ("Makefile", "packaging/bootstrap.py", "tests/conftest.py", "docs", ".github"):
        assert (unpacked / name).exists(), name
    assert [path for path in unpacked.rglob("*") if path.name in {"__pycache__", ".venv"}] == []
    again = build(unpacked, "wheel", tmp_path / "wheel")
    assert contents(again) == contents(wheel)


class Installed:
    """Pictrove from the wheel, in an environment and a home of its own."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        venv.create(folder / "env", with_pip=False)
        self.home = folder / "home"
        self.home.mkdir()
        binaries = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        self.python = binaries / ("python.exe" if os.name == "nt" else "python")
        self.program = binaries / ("pictrove.exe" if os.name == "nt" else "pictrove")
        strange = ("PYTHONPATH", "VIRTUAL_ENV", "PICTROVE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        kept = {key: text for key, text in os.environ.items() if key not in strange}
        self.environment = kept | {
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "PICTROVE_HOME": str(self.home / "pictrove"),
            "HTTP_PROXY": _UNREACHABLE,
            "HTTPS_PROXY": _UNREACHABLE,
        }
        pip = [sys.executable, "-P", "-m", "pip", "--python", str(self.python), "install"]
        options = ["--no-deps", "--no-index", "--disable-pip-version-check", "-qq"]
        subprocess.run([*pip, *options, str(wheel)], check=True)
        # What Pictrove depends on, after the environment's own packages; its editable self is not
        # found by a line like this.
        place = self.asked("import sysconfig; print(sysconfig.get_path('purelib'))")
        line = sysconfig.get_path("purelib")
        Path(place, "dependencies.pth").write_text(f"{line}\n", "utf-8")

    def asked(self, code: str) -> str:
        return self._run([str(self.python), "-P", "-c", code]).strip()

    def __call__(self, *arguments: object) -> str:
        return self._run([str(self.program), *map(str, arguments)])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            timeout=240,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    installed = Installed(wheel, tmp_path_factory.mktemp("installed"))
    yield installed
    subprocess.run(
        [str(installed.program), "engine", "stop"],
        env=installed.environment,
        capture_output=True,
        check=False,
    )


def test_it_runs_from_the_wheel_and_not_from_here(installed):
    place = Path(installed.asked("import app; print(app.__file__)"))
    assert ROOT not in place.parents
    assert place.is_relative_to(installed.python.parents[1])
    told = (ROOT / "pyproject.toml").read_text("utf-8")
    version = installed("--version").split()[-1]
    assert f'version = "{version}"' in told


def test_it_knows_its_resources(installed):
    models = json.loads(installed("models", "list", "--json"))
    assert "starter" in str(models)
    assert "ViT-B-32-SigLIP2-256" in str(models)
    report = installed("doctor")
    assert "Pictrove" in report
    icons = "import app, resources, pathlib; f = pathlib.Path(resources.__file__).parent; "
    icons += "print(len(list((f / 'icons').glob('*.svg'))), (f / 'theme/window.qss').is_file())"
    count, theme = installed.asked(icons).split()
    assert (int(count) > 50, theme) == (True, "True")


@pytest.mark.e2e
def test_it_finds_a_photo_by_words_and_by_a_picture(installed):
    if find_spec("skimage") is None:
        pytest.skip("the extra `demo` brings photos")
    photos = installed.home / "Photos"
    copying = "from pathlib import Path; from app.demo_photos import copy_photos; "
    installed.asked(f"{copying}copy_photos(Path({str(photos)!r}))")
    cat = photos / "Animals" / "IMG_1.png"  # so that it is not found by its name
    (photos / "Animals" / "Chelsea the cat.png").rename(cat)
    installed("index", photos)
    best = json.loads(installed("search", "a cat", "--json"))["results"][0]
    assert Path(best["path"]) == cat
    like = json.loads(installed("search", "--like", cat, "--json"))["results"]
    assert like
