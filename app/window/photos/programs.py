"""The programs that can open a file, as the desktop knows them, and how to start one."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeDatabase

from app.window.photos.file_manager import started

_ENTRY = "Desktop Entry"
_CACHES = ("mimeinfo.cache", "mimeapps.list")


@dataclass(frozen=True)
class Program:
    """A program that opens files.

    Attributes:
        name: as the desktop shows it.
        command: its arguments, with `%f`, `%F`, `%u` or `%U` where the files go.
    """

    name: str
    command: tuple[str, ...]

    def open(self, paths: Sequence[str]) -> bool:
        """Start it with files; false if it cannot be started."""
        commands = commands_for(self.command, paths)
        results = [started(command[0], command[1:]) for command in commands]
        return all(results)


def commands_for(command: Sequence[str], paths: Sequence[str]) -> list[list[str]]:
    """What to start to open files: one command for all, or one for each.

    See "The Exec key" of the Desktop Entry Specification of freedesktop.org.
    """
    many = {"%F", "%U"} & set(command)
    one = {"%f", "%u"} & set(command)
    groups = [list(paths)] if many or not one else [[path] for path in paths]
    return [_filled(command, group, anywhere=bool(many or one)) for group in groups]


def _filled(command: Sequence[str], paths: list[str], *, anywhere: bool) -> list[str]:
    filled: list[str] = []
    for part in command:
        if part in {"%f", "%F"}:
            filled += paths
        elif part in {"%u", "%U"}:
            filled += [Path(path).as_uri() for path in paths]
        elif part not in {"%i", "%c", "%k"}:
            filled.append(part.replace("%%", "%"))
    return filled if anywhere else filled + paths


def program_at(path: str) -> Program:
    """A program that the user has pointed at."""
    if sys.platform == "darwin" and path.endswith(".app"):
        return Program(Path(path).stem, ("open", "-a", path, "%F"))
    return Program(Path(path).stem, (path, "%F"))


def programs_for(path: str, data_folders: Sequence[Path] | None = None) -> list[Program]:
    """The programs that are registered for files like this one, by name (Linux only).

    Args:
        path: of the file; only its name is looked at.
        data_folders: where `applications` lie, most important first; the usual ones if not given.
    """
    if sys.platform in {"darwin", "win32"}:
        return []
    kind = QMimeDatabase().mimeTypeForFile(path, QMimeDatabase.MatchMode.MatchExtension).name()
    folders = [folder / "applications" for folder in data_folders or _data_folders()]
    names = dict.fromkeys(name for folder in folders for name in _registered(folder, kind))
    programs: dict[str, Program] = {}
    for name in names:
        program = next(filter(None, (_program(folder / name) for folder in folders)), None)
        if program is not None:
            programs.setdefault(program.name, program)
    return sorted(programs.values(), key=lambda program: program.name.casefold())


def ask_the_system(path: str, platform: str = sys.platform) -> bool:
    """Let Windows ask which program opens a file; false elsewhere."""
    if platform != "win32":
        return False
    return started("rundll32.exe", ["shell32.dll,OpenAs_RunDLL", path])


def _data_folders() -> list[Path]:
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    others = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(home), *(Path(folder) for folder in others.split(":") if folder)]


def _registered(folder: Path, kind: str) -> Iterator[str]:
    for cache in _CACHES:
        parser = _parsed(folder / cache)
        for section in parser.sections():
            if section != "Removed Associations":
                yield from filter(None, parser[section].get(kind, "").split(";"))


def _program(path: Path) -> Program | None:
    parser = _parsed(path)
    if not parser.has_section(_ENTRY):
        return None
    entry = parser[_ENTRY]
    try:
        command = tuple(shlex.split(entry.get("Exec", "")))
    except ValueError:
        return None
    hidden = "true" in {entry.get("NoDisplay"), entry.get("Hidden"), entry.get("Terminal")}
    wanted = entry.get("TryExec") or (command[0] if command else "")
    if hidden or not command or shutil.which(wanted) is None:
        return None
    return Program(entry.get("Name", path.stem), command)


def _parsed(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(
        interpolation=None, strict=False, delimiters=("=",), comment_prefixes=("#",)
    )
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        parser.read_string(path.read_text("utf-8", "replace"))
    except (OSError, configparser.Error):
        return configparser.ConfigParser(interpolation=None)
    return parser
