"""What makes the installer for Windows fits together. It cannot be made or run here."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from app import login_start
from indexer.places import Places

FOLDER = Path(__file__).parents[2] / "packaging" / "windows"
SCRIPT = (FOLDER / "pictrove.iss").read_text("utf-8")


@pytest.fixture
def installer(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return import_module("installer")


@pytest.fixture
def bundle(tmp_path, installer) -> Path:
    for name in (*installer.PROGRAMS, "_internal/LICENSE"):
        path = tmp_path / "pictrove" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return tmp_path / "pictrove"


def section(name: str) -> list[str]:
    found = re.search(rf"^\[{name}\]\n(.*?)(?=^\[|\Z)", SCRIPT, re.MULTILINE | re.DOTALL)
    assert found is not None
    return [line for line in found[1].splitlines() if line and not line.startswith((";", "#"))]


def test_the_script_is_given_all_that_it_asks_for(installer, bundle, tmp_path):
    told = installer.definitions("0.1.0", bundle, tmp_path / "a.ico", tmp_path)
    given = {one.removeprefix("/D").partition("=")[0] for one in told}
    defined = set(re.findall(r"^#define (\w+)", SCRIPT, re.MULTILINE))
    assert set(re.findall(r"\{#(\w+)\}", SCRIPT)) <= given | defined
    assert {"Version", "NumericVersion", "Bundle", "Icon", "Output"} == given


def test_programs_are_called_alike_everywhere(installer):
    defined = dict(re.findall(r'^#define (\w+) "(.*)"', SCRIPT, re.MULTILINE))
    assert (defined["Command"], defined["Window"]) == installer.PROGRAMS


def test_every_message_is_there_in_both_languages():
    told = [line.partition("=") for line in section("CustomMessages")]
    keys = {key for key, _, text in told if text}
    names = {key.partition(".")[2] for key in keys}
    assert keys == {f"{language}.{name}" for language in ("en", "de") for name in names}
    usual = {"CreateDesktopIcon", "LaunchProgram"}
    used = re.findall(r"\{cm:(\w+)|CustomMessage\('(\w+)'\)", SCRIPT)
    assert {one or other for one, other in used} - usual == names


def test_nobody_is_asked_for_an_administrator():
    settings = dict(line.split("=", 1) for line in section("Setup"))
    assert settings["PrivilegesRequired"] == "lowest"
    assert settings["DefaultDirName"].startswith("{localappdata}")
    assert all(line.startswith("Root: HKCU;") for line in section("Registry"))


def test_explorer_starts_a_search_with_the_picture():
    (command,) = [line for line in section("Registry") if r"\command" in line]
    assert '"""{app}\\{#Window}"" gui ""%1"""' in command
    assert "Tasks: explorer" in command
    assert r"SystemFileAssociations\image\shell" in SCRIPT


def test_removing_knows_what_pictrove_writes_elsewhere(monkeypatch):
    # The value that starts an engine at login, and the folder of the library.
    source = Path(login_start.__file__).read_text("utf-8")
    assert 'f"Pictrove engine{mark}"' in source
    assert login_start._RUN_KEY in SCRIPT
    assert "Pos('Pictrove engine', Names[Number]) = 1" in SCRIPT
    platformdirs = import_module("platformdirs.windows").Windows("pictrove", appauthor=False)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _name: "LOCAL")
    assert Path(platformdirs.user_data_dir).parts[-2:] == ("LOCAL", "pictrove")
    assert r"{localappdata}\pictrove" in SCRIPT
    assert Places.of_this_user({}).data.name == "pictrove"


def test_the_library_stays_unless_its_owner_says_otherwise():
    (asked,) = re.findall(r"if MsgBox\(.*$", SCRIPT, re.MULTILINE)
    assert "MB_DEFBUTTON2" in asked
    assert "not UninstallSilent" in SCRIPT


def procedure(name: str) -> str:
    found = re.search(
        rf"^(?:procedure|function) {name}\b.*?^end;", SCRIPT, re.MULTILINE | re.DOTALL
    )
    assert found is not None
    return found[0]


def test_an_update_ends_what_has_no_window_to_be_closed():
    """The engine is such; asked to close, Windows does nothing about it unless it may use force."""
    settings = dict(line.split("=", 1) for line in section("Setup"))
    assert settings["CloseApplications"] == "force"
    assert "StopEngine;" in procedure("PrepareToInstall")


def test_removing_ends_the_window_after_the_engine():
    """Else the window starts another engine, and the files of both stay."""
    steps = procedure("CurUninstallStepChanged")
    first = steps[: steps.index("usPostUninstall")]
    order = [first.index(step) for step in ("usUninstall", "StopEngine;", "EndPrograms;")]
    assert order == sorted(order)
    assert "/F /IM {#Window} /IM {#Command}" in procedure("EndPrograms")
    assert "UninstallRun" not in SCRIPT  # it would run at a time of its own


def test_a_wish_taken_back_is_taken_back():
    (gone,) = [line for line in section("Registry") if "not explorer" in line]
    assert "ValueType: none; Flags: deletekey" in gone
    assert "ChangePath(WizardIsTaskSelected('path'))" in procedure("CurStepChanged")


def test_what_is_called_is_defined_before():
    """As Pascal wants it."""
    names = re.findall(r"^(?:procedure|function) (\w+)", SCRIPT, re.MULTILINE)
    for number, name in enumerate(names):
        called = set(re.findall(r"\w+", procedure(name)))
        assert not called & set(names[number + 1 :]), name


def test_begins_and_ends_match():
    code = re.sub(r"\{.*?\}|'.*?'", "", SCRIPT[SCRIPT.index("[Code]") :])
    assert len(re.findall(r"\bbegin\b", code)) == len(re.findall(r"\bend\b", code))


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "0.1.0.0"), ("1.2", "1.2.0.0"), ("1.2.3rc1", "1.2.3.0"), ("2.0.1+abc9", "2.0.1.0")],
)
def test_versions_are_four_numbers_for_windows(installer, version, numbers):
    assert installer.numeric(version) == numbers


def test_a_bundle_that_is_not_there_is_told(installer, bundle, tmp_path, capsys):
    (bundle / "pictrovew.exe").unlink()
    with pytest.raises(installer.Trouble, match=r"pictrovew\.exe is missing"):
        installer.definitions("0.1.0", bundle, tmp_path, tmp_path)


def test_a_missing_compiler_is_told(installer, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(installer.Trouble, match="winget install"):
        installer.compiler({})
    program = tmp_path / "Inno Setup 6" / "ISCC.exe"
    program.parent.mkdir()
    program.write_bytes(b"")
    assert installer.compiler({"ProgramFiles(x86)": str(tmp_path)}) == str(program)


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("ProgramFiles", "Inno Setup 7"),
        ("LOCALAPPDATA", "Programs/Inno Setup 6"),
    ],
)
def test_a_compiler_of_another_place_is_found(installer, tmp_path, monkeypatch, variable, place):
    monkeypatch.setenv("PATH", str(tmp_path))
    program = tmp_path / place / "ISCC.exe"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    assert installer.compiler({variable: str(tmp_path)}) == str(program)


def test_programs_are_signed_by_the_given_command(installer, bundle, monkeypatch):
    done = []
    monkeypatch.setattr(installer.subprocess, "run", lambda command, **_: done.append(command))
    installer.sign_programs(bundle, 'signtool sign /n "My name" $f')
    assert done[0] == ["signtool", "sign", "/n", "My name", str(bundle / "pictrove.exe")]
    assert done[1][-1] == str(bundle / "pictrovew.exe")


def test_windows_shows_name_and_version_of_the_programs(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(FOLDER))
    resource = import_module("version_resource")
    path = resource.version_file("pictrovew.exe", "1.2.3", tmp_path)
    shown = {}

    def remember(key: str, text: str) -> None:
        shown[key] = text

    def anything(*_: object, **given: object) -> None:
        shown.update(given)

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "VarFileInfo")
    known = dict.fromkeys((*names, "VarStruct"), anything)
    eval(path.read_text("utf-8"), {**known, "StringStruct": remember})  # as PyInstaller does
    assert shown["filevers"] == (1, 2, 3, 0)
    assert shown["ProductVersion"] == "1.2.3"
    assert shown["OriginalFilename"] == "pictrovew.exe"
    assert shown["FileDescription"] == "Pictrove"
