"""The licences of a bundle: everything in it is known, allowed, and has its text."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from importlib import import_module, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "packaging"
MODULES = ["app.cli", "json", "click", "httpx._client", "pyi_rth_inspect", "tokenizers"]


@functools.cache
def packages(licences):
    """What is installed; PyInstaller is not there where only the tests are."""

    class WithStarter(licences.carried.origins.Packages):
        def version(self, name: str) -> str:
            return "6" if name == "pyinstaller" else super().version(name)

        def texts(self, name: str) -> dict[str, Path]:
            known = {"COPYING.txt": ROOT / "LICENSE"}
            return known if name == "pyinstaller" else super().texts(name)

        def bills(self, name: str) -> list[Path]:
            return [] if name == "pyinstaller" else super().bills(name)

    return WithStarter()


@pytest.fixture
def licences(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    module = import_module("licences")
    monkeypatch.setattr(module.carried, "modules", lambda _folder: MODULES)
    monkeypatch.setattr(module.carried.origins, "installed", lambda: packages(module))
    # It takes seconds; the bill's own tests, and one here, ask it.
    monkeypatch.setattr(module.bill.JsonStrictValidator, "validate_str", lambda *_: None)
    return module


@pytest.fixture
def bundle(tmp_path, licences) -> Path:
    folder = tmp_path / "pictrove"
    inside = folder / "_internal"
    (folder / "pictrove").parent.mkdir()
    (folder / "pictrove").write_bytes(b"the executable")
    for name in ("LICENSE", "THIRD_PARTY_NOTICES.md", "resources/models.toml"):
        copy(ROOT / name, inside / name)
    copy(ROOT / "LICENSE", inside / "base_library.zip")
    for package, ending in (("pillow", "libXau"), ("pillow", "libtiff"), ("numpy", "openblas")):
        for file in metadata.files(package) or ():
            if ending in file.name:
                copy(Path(str(file.locate())), inside / str(file))
    return folder


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def index(bundle: Path) -> dict[str, dict]:
    told = json.loads((bundle / "_internal" / "licences" / "index.json").read_text("utf-8"))
    assert told["format"] == 1
    return {f"{one['part_of']}/{one['name']}": one for one in told["components"]}


def test_all_that_is_carried_is_told_with_its_texts(licences, bundle):
    licences.collect(bundle)
    assert licences.check(bundle) == []
    told = index(bundle)
    assert {"/click", "/httpx", "/numpy", "/Python", "/Pictrove", "/pyinstaller"} <= set(told)
    assert told["/Python"]["licence"] == "PSF-2.0"
    assert "tokenizers/regex" in told
    assert told["/GeoNames towns"]["licence"] == "CC-BY-4.0"
    assert told["/ViT-B-32-SigLIP2-256/webli"]["kind"] == "offered model"
    folder = bundle / "_internal" / "licences"
    assert all((folder / text).stat().st_size for one in told.values() for text in one["texts"])
    page = (folder / "index.md").read_text("utf-8")
    assert all(one["name"] in page for one in told.values())


def test_an_application_of_macos_is_read_like_a_folder(licences, bundle, tmp_path):
    contents = tmp_path / "Pictrove.app" / "Contents"
    shutil.copytree(bundle / "_internal", contents / "Resources")
    for name in ("Info.plist", "MacOS/pictrove", "Resources/pictrove.icns"):
        copy(ROOT / "LICENSE", contents / name)
    copy(ROOT / "LICENSE", contents / "Frameworks/Python.framework/Versions/3.12/Python")
    copy(ROOT / "LICENSE", contents / "Frameworks/python3__dot__12/lib-dynload/_ssl.so")
    (contents / "Frameworks" / "resources").symlink_to("../Resources/resources")
    licences.collect(contents.parent)
    assert licences.check(contents.parent) == []
    assert (contents / "Resources" / "licences" / "index.json").is_file()
    copy(ROOT / "LICENSE", contents / "Frameworks" / "libmystery.dylib")
    assert any("libmystery.dylib" in one for one in licences.check(contents.parent))


def test_libraries_inside_of_wheels_are_told_apart(licences, bundle):
    if not any((bundle / "_internal").glob("pillow.libs/*")):
        pytest.skip("Pillow's libraries are no files of their own on this system")
    licences.collect(bundle)
    told = index(bundle)
    assert told["pillow/libtiff"]["licence"] == "libtiff"
    assert "pillow/libaom" in told, "it is compiled into another library"
    assert "pillow/FreeType" not in told, "its file was not taken along"


def test_the_card_of_a_model_says_what_the_registry_knows(licences, bundle):
    licences.collect(bundle)
    card = (bundle / "_internal/licences/models/ViT-B-32-SigLIP2-256-webli.md").read_text("utf-8")
    assert "Apache-2.0" in card
    assert "timm/ViT-B-32-SigLIP2-256" in card
    assert "XM3600 mean recall, German | 0.84" in card


def test_the_bill_names_every_part(licences, bundle, monkeypatch):
    monkeypatch.undo()
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(licences.carried, "modules", lambda _folder: MODULES)
    monkeypatch.setattr(licences.carried.origins, "installed", lambda: packages(licences))
    licences.collect(bundle)
    found = json.loads((bundle / "_internal" / "sbom.cdx.json").read_text("utf-8"))
    assert found["specVersion"] == "1.6"
    names = {part["name"] for part in found["components"]}
    assert {"Python", "numpy", "click", "regex", "Lucide icons", "GeoNames towns"} <= names
    assert "PE-Core-B-16/meta" not in names, "it is not carried"


def test_the_systems_libraries_are_told_by_their_package(licences, bundle, monkeypatch):
    origins = licences.carried.origins
    library = bundle / "_internal" / "libz.so.1"
    library.write_bytes(b"a library")
    package = origins.SystemPackage("zlib1g", "1:1.3", "zlib", "https://zlib.net")
    monkeypatch.setattr(package, "texts", lambda _licence: {"copyright": ROOT / "LICENSE"})
    monkeypatch.setattr(origins, "system_packages", lambda files: {f.name: package for f in files})
    licences.collect(bundle)
    assert licences.check(bundle) == []
    assert index(bundle)["the system/zlib1g"]["licence"] == "Zlib"
    package.source = "readline"
    assert any("source package readline" in one for one in licences.check(bundle))


def test_a_library_that_is_not_as_the_system_has_it_is_unknown(licences, tmp_path):
    known = next(Path("/usr/lib").glob("*/libz.so.1"), None)
    if known is None or shutil.which("dpkg-query") is None:
        pytest.skip("needs a Debian or Ubuntu")
    same, other = tmp_path / "libz.so.1", tmp_path / "other" / "libz.so.1"
    copy(known, same)
    copy(known, other)
    content = other.read_bytes()
    build = licences.carried.origins._BUILD.search(content)
    assert build is not None, "libraries of Debian name their build"
    other.write_bytes(content.replace(build[1], b"!" * 20))
    look = licences.carried.origins.system_packages
    assert look([same])["libz.so.1"].source == "zlib"
    assert look([other]) == {}


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("libmystery.so.1", "belongs to nothing that is known"),
        ("strange/data.txt", "belongs to nothing that is known"),
        ("resources/other.bin", "not among the resources"),
        ("resources/graphs/weights.safetensors", "weights of a model"),
    ],
)
def test_an_unknown_file_is_refused(licences, bundle, place, sentence):
    path = bundle / "_internal" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"?")
    wrong = licences.check(bundle)
    assert any(place in one and sentence in one for one in wrong), wrong


@pytest.mark.parametrize(
    ("package", "library", "sentence"),
    [
        ("torchvision", "libcudart.faf08d9a.so.13", "NVIDIA-proprietary"),
        ("pillow", "libmystery-1234.so.1", "packaging/licences.toml does not know"),
        ("pillow-jxl-plugin", "pillow_jxl.abi3.so", "pillow-jxl-plugin may not be bundled"),
    ],
)
def test_what_may_not_be_bundled_is_refused(
    licences, bundle, monkeypatch, package, library, sentence
):
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{package} is not installed")
    place = f"{package.replace('-', '_')}.libs/{library}"
    put(licences, bundle, monkeypatch, {place: b"?"}, package)
    wrong = licences.check(bundle)
    assert any(sentence in one for one in wrong), wrong


def put(licences, bundle, monkeypatch, libraries: dict[str, bytes], package: str) -> None:
    """Lay libraries into a bundle as if they were a package's."""
    installed = packages(licences)
    own = installed.owner
    monkeypatch.setattr(
        installed, "owner", lambda asked: package if asked in libraries else own(asked)
    )
    for place, content in libraries.items():
        path = bundle / "_internal" / place
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(content)


X265 = b"x265_api_get_217\0x265_encoder_open_217\0 - Copyright 2013-2018 (c) Multicoreware, Inc"
HEIF = b"libheif\0x265_api_get_217\0x265_cleanup\0"
HEIF_AND_X265 = {
    "linux": (
        "pillow_heif.libs/libheif-f59036f4.so.1.23.6",
        "pillow_heif.libs/libx265-1.so.217",
    ),
    "darwin": (
        "pillow_heif/.dylibs/libheif.1.23.6.dylib",
        "pillow_heif/.dylibs/libx265.217.dylib",
    ),
    "win32": ("libheif-18c57b017b40.dll", "libx265-217-276e7d75772a.dll"),
}
"""Where pillow-heif's wheel has them on each system."""


@pytest.mark.parametrize("system", HEIF_AND_X265)
@pytest.mark.parametrize("is_inside", [False, True])
def test_x265_is_refused_wherever_it_is(licences, bundle, monkeypatch, system, is_inside):
    heif, x265 = HEIF_AND_X265[system]
    laid = {heif: HEIF + X265} if is_inside else {heif: HEIF, x265: X265}
    put(licences, bundle, monkeypatch, laid, "pillow-heif")
    assert [one for one in licences.check(bundle) if "pillow-heif/x265" in one] == [
        "pillow-heif/x265 may not be bundled: its licence is GPL-2.0-or-later.",
        "There is no licence text of pillow-heif/x265 (GPL-2.0-or-later).",
    ]


@pytest.mark.parametrize("system", HEIF_AND_X265)
def test_our_stand_in_for_x265_is_no_x265(licences, bundle, monkeypatch, system):
    heif, x265 = HEIF_AND_X265[system]
    laid = {heif: HEIF, x265: b"x265_api_get_217\0x265_cleanup\0"}
    put(licences, bundle, monkeypatch, laid, "pillow-heif")
    licences.collect(bundle)
    assert licences.check(bundle) == []
    assert index(bundle)["pillow-heif/stand-in for x265"]["licence"] == "Apache-2.0"
    assert index(bundle)["pillow-heif/libheif"]["licence"] == "LGPL-3.0-or-later"
    assert "pillow-heif/x265" not in index(bundle)


def test_a_missing_text_or_an_old_index_is_told(licences, bundle, capsys):
    licences.collect(bundle)
    (bundle / "_internal" / "licences" / "click" / "LICENSE.txt").write_text("", "utf-8")
    assert any("click/LICENSE.txt" in one for one in licences.check(bundle))
    assert licences.main(["--check", str(bundle)]) == 1
    assert "collect the licences again" in capsys.readouterr().err
    assert licences.main([str(bundle)]) == 0


def test_a_module_of_an_unknown_package_is_told(licences, bundle, monkeypatch):
    monkeypatch.setattr(licences.carried, "modules", lambda _folder: [*MODULES, "mystery.inside"])
    assert any("module mystery.inside" in one for one in licences.check(bundle))


def test_a_package_that_no_notice_names_is_told(licences, bundle, monkeypatch):
    monkeypatch.setattr(licences.carried, "modules", lambda _folder: [*MODULES, "hypothesis"])
    wrong = [one for one in licences.check(bundle) if "THIRD_PARTY_NOTICES" in one]
    assert wrong == [
        "hypothesis is carried but not in THIRD_PARTY_NOTICES.md: leave it out, or name it there."
    ]


def test_the_table_is_true_of_what_is_installed(licences):
    table = licences.carried.table()
    known = packages(licences)
    installed = {name for name in table["package"] if known.knows(name)}
    assert {"pillow", "numpy", "rawpy", "pyside6-essentials"} <= installed
    for name, told in table["package"].items():
        for part in [told, *told.get("parts", ())]:
            for text in (*part.get("texts", ()), *part.get("else", ())):
                assert (SCRIPTS / "licence_texts" / text).is_file(), f"{name}: {text}"
    for name in installed:
        own = b"\n".join(path.read_bytes() for path in known.texts(name).values())
        for part in table["package"][name].get("parts", ()):
            elsewhere = "else" in part or sys.platform in part.get("not_on", ())
            headed = "says" not in part or licences.carried.says(own, part["says"])
            assert headed or elsewhere, f"{name}: {part['says']}"


LIBRARIES_ELSEWHERE = {
    "numpy": (
        *("numpy.libs/libscipy_openblas64_-4e39871015dc1470c682dc512497ee22.dll",),
        *("numpy.libs/msvcp140-a4c2229bdc2a2a630acdc095b4d86008.dll",),
    ),
    "onnxruntime": (
        *("onnxruntime/capi/onnxruntime.dll", "onnxruntime/capi/libonnxruntime.1.31.1.dylib"),
        "onnxruntime/capi/onnxruntime_providers_shared.dll",
    ),
    "pillow": (
        *("PIL/.dylibs/libavif.16.4.2.dylib", "PIL/.dylibs/libz.1.3.1.zlib-ng.dylib"),
        *("PIL/.dylibs/libbrotlidec.1.2.0.dylib", "PIL/.dylibs/liblzma.5.dylib"),
        *("PIL/.dylibs/libharfbuzz.0.dylib", "PIL/.dylibs/libsharpyuv.0.dylib"),
    ),
    "pyside6-essentials": (
        *("PySide6/Qt6Core.dll", "PySide6/msvcp140_2.dll", "PySide6/vcruntime140_1.dll"),
        *("PySide6/plugins/styles/qmodernwindowsstyle.dll", "PySide6/pyside6.abi3.dll"),
        *("PySide6/Qt/plugins/styles/libqmacstyle.dylib", "PySide6/libpyside6.abi3.6.12.dylib"),
    ),
    "pillow-heif": (
        "libde265-0-da04b6b2448c39c0b7f218769dedb2f1.dll",
        "libgcc_s_seh-1-60817ff87b1fa8e35c12cd1a333734a3.dll",
        "libheif-18c57b017b404cb1ef96dee8a6eef027.dll",
        "libstdc++-6-e4d43a335d57132a6ec3004cece76b4f.dll",
        "libwinpthread-1-71c5c74678606753e0a2f79ceb8c68f9.dll",
        "libx265-217-276e7d75772a32bd086b54d54e01fd11.dll",
        *("pillow_heif/.dylibs/libheif.1.23.6.dylib", "pillow_heif/.dylibs/libx265.217.dylib"),
        "pillow_heif/.dylibs/libde265.0.2.3.dylib",
    ),
    "rawpy": (
        *("rawpy/raw_r.dll", "rawpy/vcomp140.dll", "rawpy/libraw_r.25.dylib"),
        "rawpy/.dylibs/libjasper.7.0.0.dylib",
    ),
    "shiboken6": ("shiboken6/shiboken6.abi3.dll", "shiboken6/libshiboken6.abi3.6.12.dylib"),
}
"""Of the wheels for Windows and macOS, what a bundle takes; looked up in these wheels."""


@pytest.mark.parametrize("package", LIBRARIES_ELSEWHERE)
def test_libraries_in_wheels_for_other_systems_are_known(licences, package):
    told = licences.carried.table()["package"].get(package, {})
    known = [*told.get("own", ())]
    known += [one for part in told.get("parts", ()) for one in part.get("files", ())]
    for place in LIBRARIES_ELSEWHERE[package]:
        assert licences.carried._fits(Path(place).name, known), place


def test_pillow_s_wheel_for_windows_has_headings_of_its_own(licences):
    says = licences.carried.says
    assert says(b"BROTLI\n\nCopyright", ["BROTLI", "===== brotli-* ====="])
    assert says(b"...\n===== brotli-1.2.0 =====\n", ["BROTLI", "===== brotli-* ====="])
    assert not says(b"about BROTLI\n", ["BROTLI", "===== brotli-* ====="])
    on_windows = {"brotli", "freetype", "harfbuzz", "lcms2", "libavif", "libjpeg-turbo", "libpng"}
    on_windows |= {"libwebp", "openjpeg", "tiff", "xz", "zlib-ng"}
    text = "\n".join(f"===== {name}-1.2 =====" for name in on_windows).encode()
    for part in licences.carried.table()["package"]["pillow"]["parts"]:
        if "win32" not in part.get("not_on", ()):
            assert says(text, part["says"]) or part["else"], part["name"]


def test_what_is_not_compiled_in_on_a_system_is_not_told_there(licences, bundle, monkeypatch):
    def inside_pillow() -> set[str]:
        found = licences.carried.inventory(bundle, ["PIL.Image"]).components
        return {one.name for one in found if one.part_of == "pillow"}

    shutil.rmtree(bundle / "_internal" / "pillow.libs")
    assert {"Brotli", "bzip2"} <= inside_pillow()
    monkeypatch.setattr(licences.carried.sys, "platform", "win32")
    assert "Brotli" in inside_pillow()
    assert "bzip2" not in inside_pillow()


def test_no_gpl_code_is_in_pillow(licences):
    from PIL import features

    # Its bill of materials names libimagequant (GPL) as something it could be built with.
    assert not features.check("libimagequant")


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-2.0-or-later WITH Bootloader-exception", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("GPL-2.0-only AND (MIT OR BSD-3-Clause)", False),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", True),
        ("AFL-2.1 OR GPL-2.0-or-later", True),
        ("LicenseRef-NVIDIA-proprietary", False),
        ("see the package", False),
        ("", False),
    ],
)
def test_expressions_are_judged_as_they_are_meant(licences, licence, may):
    assert licences.may_be_bundled(licence) is may
