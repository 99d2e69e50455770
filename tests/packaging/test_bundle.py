"""What goes into the bundles, what is done to it, and that the standard one works.

Making the one with PyTorch takes minutes and is left to `make bundle-full`.
"""

from __future__ import annotations

import ctypes
import functools
import os
import shutil
import subprocess
import sys
import tarfile
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path, PurePath

import pytest

from indexer.decode import opening
from indexer.version import version
from resources.own_process import MODULES

pytestmark = pytest.mark.usefixtures("scripts")

SCRIPTS = Path(__file__).parents[2] / "packaging"
QT = "PySide6/Qt"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="done on Linux only, so far")


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
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/Qt6Gui.dll", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/platforms/qdirect2d.dll", False),
        ("PySide6/Qt6Quick.dll", False),
        (f"{QT}/plugins/platforms/libqcocoa.dylib", True),
        (f"{QT}/lib/QtGui.framework/Versions/A/QtGui", True),
        (f"{QT}/lib/QtGui.framework/Versions/A/Resources/Info.plist", True),
        (f"{QT}/lib/QtQml.framework/Versions/A/QtQml", False),
        (f"{QT}/lib/QtQml.framework/Versions/A/Resources/Info.plist", False),
        (f"{QT}/lib/QtQml.framework/Versions/Current", False),
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
    assert {"indexer.engine.__main__", "PIL.AvifImagePlugin", "rawpy", "pillow_heif"} <= set(told)
    assert not {"pillow_jxl", "torch"} & set(told)
    assert not any(name.startswith("models.starter") for name in told)


def test_what_a_library_only_looks_for_is_left_out_of_both(bundle):
    """truststore imports these where they are, and they are where the documentation is made."""
    for full in (False, True):
        assert {"requests", "urllib3", "charset_normalizer"} <= set(bundle.left_out(full=full))


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


def test_links_of_macos_stay_where_they_lead_somewhere(bundle):
    """Frameworks consist of them, and PyInstaller's starter finds Python by one."""
    core = f"{QT}/lib/QtCore.framework"
    binaries = [
        ("Python.framework/Versions/3.12/Python", "/p", "BINARY"),
        (f"{core}/Versions/A/QtCore", "/c", "BINARY"),
    ]
    datas = [
        ("Python", "Python.framework/Versions/3.12/Python", "SYMLINK"),
        ("Python.framework/Versions/Current", "3.12", "SYMLINK"),
        ("Python.framework/Python", "Versions/Current/Python", "SYMLINK"),
        (f"{core}/Versions/A/Resources/Info.plist", "/i", "DATA"),
        (f"{core}/Versions/Current", "A", "SYMLINK"),
        (f"{core}/QtCore", "Versions/Current/QtCore", "SYMLINK"),
        (f"{core}/Resources", "Versions/Current/Resources", "SYMLINK"),
        ("libshm.dylib", "torch/lib/libshm.dylib", "SYMLINK"),
    ]
    assert bundle.wanted(datas, Path(), beside=binaries) == datas[:-1]


def test_links_in_a_circle_lead_nowhere(bundle):
    circle = [("a", "b", "SYMLINK"), ("b", "a", "SYMLINK")]
    assert bundle.wanted(circle, Path()) == []


def run_recipe(bundle, folder: Path) -> dict[str, list]:
    """Run the recipe with stand-ins for PyInstaller; what they were called with."""
    called: dict[str, list] = {}

    class Made:
        def __init__(self, kind: str, *given, **named) -> None:
            self.given, self.named = given, named
            self.scripts = [("pyi_rth_pyside6", "", "PYSOURCE"), ("__main__", "", "PYSOURCE")]
            self.binaries = [("Python.framework/Versions/3.12/Python", "/p", "BINARY")]
            self.datas = [("Python", "Python.framework/Versions/3.12/Python", "SYMLINK")]
            self.pure: list = []
            called.setdefault(kind, []).append(self)

    names = ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")
    told = {name: functools.partial(Made, name) for name in names}
    told |= {"SPECPATH": str(SCRIPTS), "workpath": str(folder)}
    recipe = SCRIPTS / "pictrove.spec"
    exec(compile(recipe.read_text("utf-8"), str(recipe), "exec"), told)
    return called


@pytest.mark.parametrize(
    ("platform", "programs", "has_link"),
    [("linux", 1, False), ("win32", 2, False), ("darwin", 1, True)],
)
def test_the_recipe_fits_each_system(bundle, monkeypatch, tmp_path, platform, programs, has_link):
    monkeypatch.setattr(bundle, "hidden_imports", lambda **_: [])
    monkeypatch.setattr(bundle, "data_files", lambda **_: [])
    monkeypatch.setattr(bundle.icons, "OUTPUT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["pyinstaller"])
    monkeypatch.setattr(bundle.sys, "platform", platform)
    called = run_recipe(bundle, tmp_path)
    (analysis,) = called["Analysis"]
    assert [name for name, *_ in analysis.scripts] == ["__main__"]
    assert [name for name, *_ in analysis.datas] == ["Python"] * has_link
    assert len(called["EXE"]) == programs
    assert ("BUNDLE" in called) is (platform == "darwin")
    for program in called["EXE"]:
        assert all(Path(icon).is_file() for icon in program.named["icon"])
        assert (program.named["version"] is not None) is (platform == "win32")


def test_pytorch_for_gpus_is_refused_in_a_sentence(bundle, libraries):
    with pytest.raises(libraries.Trouble, match=r"for CUDA.*for CPUs; install that: pip install"):
        bundle.wanted([("torch/lib/libtorch_cuda.so", "/x", "BINARY")], Path())


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_no_process_loads_qt_before_it_needs_it(bundle, monkeypatch, platform):
    steps = [(name, "", "PYSOURCE") for name in ("pyi_rth_inspect", "pyi_rth_pyside6", "__main__")]
    monkeypatch.setattr(bundle.sys, "platform", platform)
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


def test_a_bundle_of_another_version_is_not_packed(bundle, tmp_path):
    """A package would have the version of the sources, and the program of before."""
    objection = bundle.bundle_metadata.objection_to
    assert objection(tmp_path) is None
    (tmp_path / f"pictrove-{version()}.dist-info").mkdir()
    assert objection(tmp_path) is None
    (tmp_path / f"pictrove-{version()}.dist-info").rename(tmp_path / "pictrove-0.0.1.dist-info")
    assert "a bundle of Pictrove 0.0.1" in objection(tmp_path)
    assert "make the bundle again" in objection(tmp_path)


@pytest.mark.parametrize(
    ("script", "option", "inside"),
    [
        ("linux/packages.py", "--bundle", "_internal"),
        ("windows/installer.py", "--bundle", "_internal"),
        ("macos/image.py", "--app", "Contents/Resources"),
    ],
)
def test_all_who_pack_a_bundle_look_at_its_version(tmp_path, script, option, inside):
    (tmp_path / "made" / inside / "pictrove-0.0.1.dist-info").mkdir(parents=True)
    command = [sys.executable, str(SCRIPTS / script), option, str(tmp_path / "made")]
    command += ["--output", str(tmp_path), *(["--only", "deb"] if "linux" in script else [])]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if "install" in done.stderr:
        pytest.skip(done.stderr)
    assert done.returncode == 1
    assert "is of a bundle of Pictrove 0.0.1" in done.stderr
    assert "Traceback" not in done.stderr


def test_making_a_bundle_leaves_nothing_in_the_temporary_folder(tmp_path):
    code = "import bundle_metadata; assert len(bundle_metadata.files(full=False)) > 9"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment["PYTHONPATH"] = os.pathsep.join((str(SCRIPTS), str(SCRIPTS.parent)))
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert list(tmp_path.iterdir()) == []


def test_no_other_metadata_comes_along(bundle):
    strange = ("hypothesis-6.dist-info/METADATA", "/lib/hypothesis-6.dist-info/METADATA", "DATA")
    on_windows = (r"hypothesis-6.dist-info\METADATA", r"C:\lib\hypothesis-6.dist-info\A", "DATA")
    assert bundle.wanted([strange, on_windows], Path()) == []


def test_trouble_in_the_recipe_is_one_sentence(bundle, libraries, monkeypatch, tmp_path):
    def refuse(*_: object, **__: object) -> None:
        raise libraries.Trouble("a compiler is missing.")

    monkeypatch.setattr(bundle, "wanted", refuse)
    monkeypatch.setattr(sys, "argv", ["pyinstaller"])
    with pytest.raises(SystemExit, match=r"^Stopped: a compiler is missing\.$"):
        run_recipe(bundle, tmp_path)


# Debugging information


@pytest.fixture
def compiler():
    if shutil.which("cc") is None:
        pytest.skip("cc is not installed")


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


@pytest.mark.parametrize(("platform", "signed"), [("linux", False), ("darwin", True)])
def test_an_application_is_sealed_after_its_last_file(
    bundle, monkeypatch, tmp_path, platform, signed
):
    """Else macOS says that it is damaged."""
    done: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        done.append("codesign" if command[0] == "codesign" else "PyInstaller")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(bundle.subprocess, "run", run)
    monkeypatch.setattr(bundle.bundle_libraries, "strip", lambda _folder: done.append("strip"))
    monkeypatch.setattr(bundle.licences, "collect", lambda _folder: done.append("licences"))
    monkeypatch.setattr(bundle.licences, "check", lambda _folder: [])
    monkeypatch.setattr(bundle.sys, "platform", platform)
    assert bundle.build(tmp_path, full=False) == 0
    assert done == ["PyInstaller", "strip", "licences", *["codesign"] * signed]


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


# What is tried


@pytest.mark.parametrize("with_xz", [True, False])
def test_a_bundle_is_compressed_on_every_system(monkeypatch, tmp_path, with_xz):
    """By nothing but xz, or Python: `tar` has other options on macOS and Windows."""
    if with_xz and shutil.which("xz") is None:
        pytest.skip("xz is not installed")
    smoke = import_module("smoke")
    if not with_xz:
        monkeypatch.setattr(smoke.shutil, "which", lambda _name: None)
    run = subprocess.Popen

    def only_xz(command: list[str], **options) -> subprocess.Popen[bytes]:
        assert Path(command[0]).stem == "xz"
        return run(command, **options)

    monkeypatch.setattr(smoke.subprocess, "Popen", only_xz)
    folder = tmp_path / "a bundle"
    folder.mkdir()
    (folder / "pictrove").write_bytes(b"x" * 10_000)
    archive = smoke.compress(folder, tmp_path / "a.tar.xz")
    with tarfile.open(archive, "r:xz") as packed:
        assert packed.getnames() == ["a bundle", "a bundle/pictrove"]


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
