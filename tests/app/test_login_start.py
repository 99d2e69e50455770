"""Entries among what a login starts."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.autostart import this_program
from app.login_start import DesktopEntry, LaunchAgent, RunKey, desktop_entry, of_this_platform
from indexer.errors import LibraryError

AWKWARD = ['/opt/my apps/py"th`on$', "100%", r"back\slash", "tab\there", "ünï", ""]
linux = pytest.mark.skipif(sys.platform != "linux", reason="what Linux desktops read")


def value(entry: str, key: str) -> str:
    """A key of a desktop entry, as a desktop reads it."""
    (line,) = [line for line in entry.splitlines() if line.startswith(f"{key}=")]
    told = line.partition("=")[2]
    return told.replace(r"\\", "\0").replace(r"\t", "\t").replace("\0", "\\")


def test_a_command_comes_out_of_an_entry_as_it_went_in() -> None:
    entry = desktop_entry(AWKWARD)
    # POSIX shells and desktop entries agree on what a backslash does between double quotes.
    assert [part.replace("%%", "%") for part in shlex.split(value(entry, "Exec"))][1:3] == [
        "100%",
        r"back\slash",
    ]
    echoed = subprocess.run(
        ["/bin/sh", "-c", f"printf '%s\\0' {value(entry, 'Exec')}"],
        capture_output=True,
        check=True,
        timeout=240,
    )
    parts = os.fsdecode(echoed.stdout).split("\0")[:-1]
    assert [part.replace("%%", "%") for part in parts] == AWKWARD
    assert value(entry, "TryExec") == AWKWARD[0]


@pytest.mark.skipif(not shutil.which("gio"), reason="there is no GLib here to read the entry")
@pytest.mark.parametrize("folder", ["plain", 'a "b" $c', "100%"])
def test_a_desktop_starts_what_was_meant(tmp_path, folder) -> None:
    program, told = tmp_path / folder / "program", tmp_path / "told"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" end >{told}.new && mv {told}.new {told}\n')
    program.chmod(0o755)
    entry = tmp_path / "e.desktop"
    entry.write_text(desktop_entry([str(program), *AWKWARD]))
    subprocess.run(["gio", "launch", str(entry)], check=True, timeout=240)
    until = time.monotonic() + 60
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert told.read_text() == "\n".join([*AWKWARD, "end", ""])


def test_a_line_break_is_refused() -> None:
    with pytest.raises(LibraryError, match="line break"):
        desktop_entry(["/a\nExec=evil"])


def test_an_entry_is_written_and_removed(tmp_path) -> None:
    entry = DesktopEntry(["/bin/a\udcff", "b"], tmp_path / "new" / "e.desktop")
    assert not entry.enabled()
    entry.enable()
    entry.enable()
    assert entry.enabled()
    assert b'"/bin/a\xff" "b"' in Path(entry.where).read_bytes()
    assert list((tmp_path / "new").iterdir()) == [tmp_path / "new" / "e.desktop"]
    assert entry.disable()
    assert not entry.disable()
    assert not entry.enabled()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_other_programs_may_switch_it_off(tmp_path, line) -> None:
    entry = DesktopEntry(["a"], tmp_path / "e.desktop")
    entry.enable()
    text = Path(entry.where).read_text().replace("X-GNOME-Autostart-enabled=true", line)
    Path(entry.where).write_text(text)
    assert not entry.enabled()
    entry.enable()
    assert entry.enabled()


def test_what_cannot_be_written_is_told(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    entry = DesktopEntry(["a"], tmp_path / "file" / "e.desktop")
    with pytest.raises(LibraryError, match="cannot be changed"):
        entry.enable()
    (tmp_path / "folder.desktop" / "full").mkdir(parents=True)
    with pytest.raises(LibraryError, match="cannot be changed"):
        DesktopEntry(["a"], tmp_path / "folder.desktop").enable()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.desktop"]


@linux
def test_the_folder_follows_the_standard(tmp_path) -> None:
    here = of_this_platform(["a"], None, {"XDG_CONFIG_HOME": str(tmp_path)})
    assert here.where == str(tmp_path / "autostart" / "pictrove-engine.desktop")
    usual = str(Path.home() / ".config" / "autostart" / "pictrove-engine.desktop")
    for ignored in ({}, {"XDG_CONFIG_HOME": ""}, {"XDG_CONFIG_HOME": "relative"}):
        assert of_this_platform(["a"], None, ignored).where == usual
    other = of_this_platform(["a"], Path("/x"), {"XDG_CONFIG_HOME": str(tmp_path)})
    assert other.where not in {here.where, usual}


def test_a_launch_agent(tmp_path) -> None:
    agent = LaunchAgent(["/a b", "engine"], tmp_path / "agents" / "org.pictrove.engine.plist")
    assert not agent.enabled()
    agent.enable()
    assert agent.enabled()
    found = plistlib.loads(Path(agent.where).read_bytes())
    assert found["Label"] == "org.pictrove.engine"
    assert found["ProgramArguments"] == ["/a b", "engine"]
    assert (found["RunAtLoad"], found["KeepAlive"]) == (True, False)
    assert agent.disable()
    assert not agent.disable()


class FakeRegistry:
    """winreg with one key."""

    HKEY_CURRENT_USER = "user"
    REG_SZ = 1
    KEY_SET_VALUE = 2
    KEY_READ = 4

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.denied = False

    def __enter__(self) -> str:
        return "key"

    def __exit__(self, *_: object) -> None:
        pass

    def CreateKey(self, _root: str, _path: str) -> FakeRegistry:  # noqa: N802
        return self._key()

    def OpenKey(self, _root: str, _path: str, _zero: int, _rights: int) -> FakeRegistry:  # noqa: N802
        return self._key()

    def _key(self) -> FakeRegistry:
        if self.denied:
            raise PermissionError(13, "denied")
        return self

    def SetValueEx(self, _key: str, name: str, _zero: int, _kind: int, value: str) -> None:  # noqa: N802
        self.values[name] = value

    def QueryValueEx(self, _key: str, name: str) -> str:  # noqa: N802
        return self._found(name)

    def DeleteValue(self, _key: str, name: str) -> None:  # noqa: N802
        self._found(name)
        del self.values[name]

    def _found(self, name: str) -> str:
        if name not in self.values:
            raise FileNotFoundError(2, "no value")
        return self.values[name]


def test_the_run_key() -> None:
    registry = FakeRegistry()
    entry = RunKey([r"C:\Program Files\pythonw.exe", "-m", "app"], "Pictrove engine", registry)
    assert not entry.enabled()
    entry.enable()
    assert registry.values == {"Pictrove engine": r'"C:\Program Files\pythonw.exe" -m app'}
    assert entry.enabled()
    assert entry.disable()
    assert not entry.disable()
    assert entry.where.startswith("HKEY_CURRENT_USER")
    registry.denied = True
    for change in (entry.enable, entry.disable):
        with pytest.raises(LibraryError, match="denied"):
            change()


def test_this_program_runs_from_anywhere(tmp_path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit(3)")
    root = str(Path(__file__).parents[2])
    result = subprocess.run(
        [*this_program(), "engine", "--help"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert result.returncode == 0, result.stderr
    assert "background process" in result.stdout


def test_a_frozen_program_is_itself(monkeypatch) -> None:
    frozen = SimpleNamespace(executable="/opt/pictrove", frozen=True, platform="linux")
    monkeypatch.setattr("app.autostart.sys", frozen)
    monkeypatch.setattr("resources.own_process.sys", frozen)
    assert this_program() == ["/opt/pictrove"]
