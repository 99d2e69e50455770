"""What macOS is told can be read back, and code is signed from the inside out."""

from __future__ import annotations

import plistlib
from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "packaging" / "macos"


@pytest.fixture
def plist(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return import_module("plist")


@pytest.fixture
def image(plist):
    return import_module("image")


@pytest.fixture
def app(tmp_path) -> Path:
    app = tmp_path / "Pictrove.app"
    for name in (
        *("Contents/Info.plist", "Contents/MacOS/pictrove"),
        *("Contents/Frameworks/PIL/_imaging.so", "Contents/Frameworks/libz.dylib"),
        "Contents/Frameworks/QtCore.framework/Versions/A/QtCore",
    ):
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        (app / name).write_bytes(b"")
    (app / "Contents/Resources").mkdir()
    (app / "Contents/Resources/libz.dylib").symlink_to("../Frameworks/libz.dylib")
    return app


def test_pictrove_opens_pictures_but_never_pushes_itself_forward(plist):
    read = plistlib.loads(plistlib.dumps(plist.info("1.2.3rc1")))
    (kind,) = read["CFBundleDocumentTypes"]
    assert kind["LSItemContentTypes"] == ["public.image"]
    assert (kind["CFBundleTypeRole"], kind["LSHandlerRank"]) == ("Viewer", "Alternate")
    assert read["CFBundleShortVersionString"] == "1.2.3"
    # Older ones cannot load what is inside: the wheels are tagged macosx_14_0.
    assert read["LSMinimumSystemVersion"] == "14.0"
    guarded = {key for key in read if key.endswith("UsageDescription")}
    assert {
        "NSDesktopFolderUsageDescription",
        "NSDocumentsFolderUsageDescription",
        "NSRemovableVolumesUsageDescription",
    } <= guarded
    assert "NSPhotoLibraryUsageDescription" not in guarded
    assert all("Pictrove" in read[key] for key in guarded)


def test_the_runtime_stays_hardened_but_for_what_is_needed(plist):
    allowed = plistlib.loads(plistlib.dumps(plist.entitlements()))
    assert set(allowed) == {
        "com.apple.security.cs.disable-library-validation",
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.device.camera",
    }


def test_finder_hands_pictures_over(plist, tmp_path):
    folder = plist.write_quick_action(tmp_path)
    assert folder.name == "Search with Pictrove.workflow"
    service = plistlib.loads((folder / "Contents" / "Info.plist").read_bytes())
    (offered,) = service["NSServices"]
    assert offered["NSMenuItem"]["default"] == "Search with Pictrove"
    assert offered["NSSendFileTypes"] == ["public.image"]
    workflow = plistlib.loads((folder / "Contents" / "document.wflow").read_bytes())
    (step,) = workflow["actions"]
    told = step["action"]["ActionParameters"]
    assert told["inputMethod"] == 1, "pictures are arguments"
    assert told["COMMAND_STRING"].endswith(f'{plist.IDENTIFIER} --args gui "$@"\n')


def test_an_image_is_made_without_a_signature(image, app, tmp_path):
    done = []
    made = image.make(app, tmp_path / "out", "1.2.3", {}, done.append)
    assert made.name.startswith("Pictrove-1.2.3-")
    programs = [command[0] for command in done]
    assert programs == [*["codesign"] * 5, "hdiutil"]
    assert all(command[command.index("--sign") + 1] == "-" for command in done[:4])


def test_code_is_signed_from_the_inside_out(image, app, tmp_path):
    signed = []

    def note(command: list[str]) -> None:
        if "--sign" in command:
            signed.append(Path(command[-1]).name)
            assert "--options" not in command or "runtime" in command

    environ = {"PICTROVE_SIGN": "Developer ID Application: A", "PICTROVE_NOTARIZE": "profile"}
    image.make(app, tmp_path, "1", environ, note)
    assert signed[:4] == ["_imaging.so", "QtCore.framework", "libz.dylib", "Pictrove.app"]
    assert signed[4].endswith(".dmg")


def test_apple_looks_at_the_image_when_a_profile_is_named(image, app, tmp_path):
    done = []
    environ = {"PICTROVE_SIGN": "Developer ID Application: A", "PICTROVE_NOTARIZE": "profile"}
    image.make(app, tmp_path, "1", environ, done.append)
    assert [command[1] for command in done[-2:]] == ["notarytool", "stapler"]
    assert "--wait" in done[-2]


def test_the_image_holds_the_application_and_where_it_goes(image, app, tmp_path):
    done = []
    image.pack(app, tmp_path / "a.dmg", tmp_path / "folder", done.append)
    names = {path.name for path in (tmp_path / "folder").iterdir()}
    assert names == {"Pictrove.app", "Applications", "Search with Pictrove.workflow"}
    assert (tmp_path / "folder/Pictrove.app/Contents/Resources/libz.dylib").is_symlink()
    assert done[0][:2] == ["hdiutil", "create"]


def test_troubles_are_told(image, tmp_path, monkeypatch, capsys):
    with pytest.raises(image.Trouble, match="make the bundle first"):
        image.make(tmp_path / "Pictrove.app", tmp_path, "1", {}, lambda _command: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(image.Trouble, match="Xcode"):
        image.run(["codesign"])
    assert image.main(["--app", str(tmp_path)]) == 1
    assert "Stopped" in capsys.readouterr().err
