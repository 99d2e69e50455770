"""What goes into the bundles, what is done to it, and that the standard one works.

Making the one with PyTorch takes minutes and is left to `make bundle-full`.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path, PurePath

import pytest

from indexer.decode import opening
from indexer.version import version
from resources.own_process import MODULES

SCRIPTS = Path(__file__).parents[2] / "packaging"
QT = "PySide6/Qt"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="done on Linux only, so far")


@pytest.fixture(autouse=True)
def _scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))


@pytest.fixture
def bundle():
    return import_module("bundle")


@pytest.fixture
def libraries():
    return import_module("bundle_libraries")


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
        ("libmvec.so.1", False),
        ("libxcb-cursor.so.0", True),
        ("pillow.libs/libharfbuzz-fb49c9fc.so.0", True),
        # of the full one
        ("torch/bin/torch_shm_manager", True),
        ("torch/bin/test_api", False),
        ("torch/lib/libtorch_cpu.so", True),
        ("torch/include/c10/c10.h", False),
        ("torch/share/cmake/Torch/TorchConfig.cmake", False),
        ("torchvision/_C.so", False),
        ("torchvision.libs/libcudart.faf08d9a.so.13", False),
        ("libcudart.so.13", False),
        ("sympy/core/tests/test_args.py", False),
        ("onnxscript/function_libs/torch_lib/ops/core.py", True),
        ("open_clip/model_configs/ViT-B-32.json", True),
        ("open_clip/bpe_simple_vocab_16e6.txt.gz", True),
    ],
)
def test_what_is_kept(bundle, path, wanted):
    assert bundle.is_wanted(PurePath(path)) is wanted


def test_what_is_imported_by_name_is_told(bundle):
    told = bundle.hidden_imports()
    assert set(MODULES) <= set(told)
    assert {"indexer.engine.__main__", "PIL.AvifImagePlugin", "rawpy"} <= set(told)
    assert not {"pillow_jxl", "torch"} & set(told)
    assert ("pillow_heif" in told) is (sys.platform == "linux")
    assert not any(name.startswith("models.starter") for name in told)


def test_the_full_bundle_has_pytorch_in_addition(bundle):
    without = set(bundle.left_out(full=False))
    assert {"torch", "open_clip", "timm", "onnx", "onnxscript"} <= without
    assert not {"torch", "open_clip", "timm", "onnx"} & set(bundle.left_out(full=True))
    told = bundle.hidden_imports(full=True)
    assert {"torch", "open_clip", *bundle.hidden_imports()} <= set(told)


_HIDING = """
import sys
from importlib.machinery import PathFinder
hidden = {hidden}
find = PathFinder.find_spec.__func__
def find_kept(cls, name, path=None, target=None):
    is_hidden = any(f"{{name}}.".startswith(f"{{module}}.") for module in hidden)
    return None if is_hidden else find(cls, name, path, target)
PathFinder.find_spec = classmethod(find_kept)
from models.openclip import import_open_clip
import_open_clip()
from open_clip.timm_model import timm
print(timm is not None)
"""


@pytest.mark.skipif(find_spec("timm") is None, reason="timm is not installed")
def test_open_clip_finds_timm_without_what_is_left_out(bundle):
    """It does without timm if a module of timm is missing, and cannot prepare half its models."""
    done = subprocess.run(
        [sys.executable, "-c", _HIDING.format(hidden=bundle.left_out(full=True))],
        cwd=SCRIPTS.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "True\n"


def test_where_x265_cannot_be_replaced_heic_is_left_out(bundle, libraries, monkeypatch):
    monkeypatch.setattr(libraries, "can_do_without_x265", lambda: False)
    assert "pillow_heif" in bundle.left_out(full=False)
    assert "pillow_heif" not in bundle.hidden_imports()
    entries = [("x/libx265-1.so.2", "/x", "BINARY"), ("x/liba.so", "/a", "BINARY")]
    assert bundle.wanted(entries, Path()) == entries[1:]


def test_links_to_what_is_left_out_are_left_out(bundle):
    kept = ("torch/lib/liba.so", "/a", "BINARY")
    entries = [
        kept,
        ("libcudart.so.13", "torchvision.libs/libcudart.so.13", "SYMLINK"),
        ("torchvision.libs/libcudart.so.13", "/c", "BINARY"),
        ("liba.so", "torch/lib/liba.so", "SYMLINK"),
        ("torch/b/liba.so", "../lib/liba.so", "SYMLINK"),
    ]
    assert bundle.wanted(entries, Path()) == [kept, *entries[3:]]


def test_pytorch_for_gpus_is_refused_in_a_sentence(bundle, libraries):
    with pytest.raises(libraries.Trouble, match=r"for CUDA.*for CPUs; install that: pip install"):
        bundle.wanted([("torch/lib/libtorch_cuda.so", "/x", "BINARY")], Path())


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


def test_windows_has_a_program_with_a_console_and_one_without(bundle, monkeypatch, tmp_path):
    monkeypatch.setattr(bundle.sys, "platform", "win32")
    assert bundle.programs() == {"pictrove": True, "pictrovew": False}
    assert version() in Path(bundle.version_file("pictrovew", tmp_path)).read_text("utf-8")
    assert bundle.made(Path("dist"), full=True) == Path("dist", "pictrove-full")


def test_macos_has_an_application_of_this_version(bundle, monkeypatch):
    monkeypatch.setattr(bundle.sys, "platform", "darwin")
    assert bundle.programs() == {"pictrove": False}
    assert bundle.made(Path("dist"), full=False) == Path("dist", "Pictrove.app")
    assert bundle.info_plist()["CFBundleShortVersionString"] == version()


# Packages


def test_versions_of_packages_can_be_told(bundle):
    short = {
        Path(source).parent.name: source for source, _ in bundle.bundle_metadata.files(full=False)
    }
    name = f"numpy-{metadata.version('numpy')}.dist-info"
    assert short[f"pictrove-{version()}.dist-info"]
    assert f"Version: {metadata.version('numpy')}" in Path(short[name]).read_text("utf-8")
    assert not any("jxl" in folder for folder in short)
    told = metadata.PathDistribution(Path(short[name]).parent)
    assert (told.metadata["Name"], told.version) == ("numpy", metadata.version("numpy"))


def test_a_bundle_has_the_version_of_its_sources(bundle, monkeypatch):
    """Not the one that the sources had when the environment was made."""
    monkeypatch.setattr(bundle.bundle_metadata, "version", lambda: "12.3.4")
    (source,) = (
        Path(source)
        for source, place in bundle.bundle_metadata.files(full=False)
        if place == "pictrove-12.3.4.dist-info"
    )
    assert metadata.PathDistribution(source.parent).version == "12.3.4"


def test_no_other_metadata_comes_along(bundle):
    strange = ("hypothesis-6.dist-info/METADATA", "/lib/hypothesis-6.dist-info/METADATA", "DATA")
    assert bundle.wanted([strange], Path()) == []


# x265


def heif() -> Path:
    """The libheif of pillow-heif's wheel."""
    spec = find_spec("pillow_heif")
    assert spec is not None
    (library,) = Path(spec.origin).parents[1].glob("pillow_heif.libs/libheif*")
    return library


@pytest.fixture
def compiler():
    for name in ("cc", "nm"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")


@ON_LINUX
@pytest.mark.usefixtures("compiler")
def test_libheif_is_content_with_what_stands_in_for_x265(libraries, tmp_path):
    beside = tmp_path / "pillow_heif.libs"
    shutil.copytree(heif().parent, beside)
    (real,) = beside.glob("libx265*")
    place = f"pillow_heif.libs/{real.name}"
    entries = [
        (place, str(real), "BINARY"),
        (real.name, place, "SYMLINK"),
        (f"pillow_heif.libs/{heif().name}", str(heif()), "BINARY"),
    ]
    kept, made = libraries.without_x265(entries, tmp_path / "made")
    assert kept == entries[2]
    assert made[0] == place
    assert b"x265_encoder" not in Path(made[1]).read_bytes()
    shutil.copyfile(made[1], real)
    code = "import ctypes, sys; print(ctypes.CDLL(sys.argv[1], 2).heif_get_version_number() >> 24)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(beside / heif().name)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "1\n"


@ON_LINUX
@pytest.mark.usefixtures("compiler")
def test_a_libheif_that_asks_for_more_stops_the_build(libraries, tmp_path):
    source, library = tmp_path / "a.c", tmp_path / "libheif.so"
    source.write_text("void x265_new(void); void f(void) { x265_new(); }\n")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
    with pytest.raises(libraries.Trouble, match=r"asks x265 for x265_new, which no_x265\.c"):
        libraries.stand_in("a/libx265.so", str(library), tmp_path)


def test_a_missing_compiler_is_told_in_a_sentence(libraries, monkeypatch):
    monkeypatch.setattr(libraries.shutil, "which", lambda _name: None)
    with pytest.raises(libraries.Trouble, match=r"needs `nm`, .*apt-get install gcc"):
        libraries.stand_in("a/libx265.so", "libheif.so", Path())


# Debugging information


@ON_LINUX
@pytest.mark.usefixtures("compiler")
def test_debugging_information_is_taken_out(libraries, tmp_path):
    inside = tmp_path / "_internal" / "lib"
    inside.mkdir(parents=True)
    library, source = inside / "liba.so", tmp_path / "a.c"
    source.write_text("int answer(void) { return 42; }\n")
    subprocess.run(["cc", "-g", "-shared", "-fPIC", "-o", library, source], check=True)
    (inside / "notes.so.txt").write_text("no library")
    before = library.stat().st_size
    libraries.strip(tmp_path)
    assert library.stat().st_size < before
    assert ctypes.CDLL(str(library)).answer() == 42


@ON_LINUX
@pytest.mark.usefixtures("compiler")
def test_a_library_that_does_not_survive_it_is_put_back(libraries, monkeypatch, tmp_path):
    inside = tmp_path / "_internal"
    inside.mkdir()
    library, source = inside / "liba.so", tmp_path / "a.c"
    source.write_text("int answer(void) { return 42; }\n")
    subprocess.run(["cc", "-g", "-shared", "-fPIC", "-o", library, source], check=True)
    before = library.read_bytes()
    loads = iter([True, False])
    monkeypatch.setattr(libraries, "_loads", lambda _library: next(loads))
    libraries.strip(tmp_path)
    assert library.read_bytes() == before


# The commands


def test_a_kind_without_its_library_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setitem(opening._PLUGINS, "heif", (("HEIF",), "no_such_library"))
    with pytest.raises(opening.PictureError, match=r"cannot read HEIF .* no_such_library\.$"):
        opening.load_plugin("heif")


@pytest.mark.parametrize(
    ("job", "command"),
    [
        ("bundle", ("python", "packaging/bundle.py")),
        ("bundle-full", ("python", "packaging/bundle.py", "--full")),
    ],
)
def test_make_bundle_sets_up_and_makes_it(monkeypatch, job, command):
    bootstrap = import_module("bootstrap")
    done = []
    monkeypatch.setattr(bootstrap, "set_up", done.append)
    monkeypatch.setattr(bootstrap, "tool", lambda *command: done.append(command) or 0)
    assert bootstrap.main([job]) == 0
    assert done == [job, command]
    assert f"make {job} " in bootstrap.HELP


def test_every_job_of_make_is_in_the_makefile():
    bootstrap = import_module("bootstrap")
    makefile = (SCRIPTS.parent / "Makefile").read_text("utf-8")
    (targets,) = (line for line in makefile.splitlines() if line.startswith("help run "))
    jobs = targets.removesuffix(": python").split()
    for job in jobs:
        assert f"make {job} " in f"make help {bootstrap.HELP}"


# All of it


@pytest.mark.e2e
@pytest.mark.timeout(900)
def test_the_standard_bundle_works(standard_bundle, tmp_path):
    """As `make bundle`, with the smoke test but for the compressing."""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment.pop("DISPLAY", None)
    smoke = [str(SCRIPTS / "smoke.py"), "--bundle", str(standard_bundle), "--no-archive"]
    done = subprocess.run(
        [sys.executable, *smoke],
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "The bundle works." in done.stdout
