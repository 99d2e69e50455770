"""Starting a command at login, by each platform's own means, without administrator rights.

Linux and other free desktops: an XDG autostart entry. macOS: a launch agent. Windows: the user's
Run key. Only Linux's has been tried on the system itself.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from indexer.errors import LibraryError

_OFF = re.compile(
    r"^\s*(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", re.MULTILINE
)
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class LoginStart(Protocol):
    """One entry among what the user's login starts."""

    @property
    def where(self) -> str:
        """The entry, for people: a file or a key."""

    def enable(self) -> None:
        """Make or renew the entry."""

    def disable(self) -> bool:
        """Remove the entry; false if there was none."""

    def enabled(self) -> bool:
        """Whether the entry is there and not switched off by other programs."""


def of_this_platform(
    command: Sequence[str], home: Path | None, environ: Mapping[str, str] = os.environ
) -> LoginStart:
    """The entry that starts `command`.

    Args:
        command: the program with its arguments.
        home: the folder of a library that is not the usual one; it gets an entry of its own.
        environ: where the user's folders are named.
    """
    mark = f"-{_short(home)}" if home else ""
    if sys.platform == "win32":
        import winreg

        return RunKey(command, f"Pictrove engine{mark}", winreg)
    elif sys.platform == "darwin":  # noqa: RET505  (mypy reads the branches so)
        agents = Path.home() / "Library" / "LaunchAgents"
        return LaunchAgent(command, agents / f"org.pictrove.engine{mark}.plist")
    else:
        folder = Path(environ.get("XDG_CONFIG_HOME", ""))
        if not folder.is_absolute():  # which the standard says is to be ignored
            folder = Path.home() / ".config"
        return DesktopEntry(command, folder / "autostart" / f"pictrove-engine{mark}.desktop")


def _short(home: Path) -> str:
    import zlib

    return f"{zlib.crc32(os.fsencode(home.absolute())):08x}"


class DesktopEntry:
    """A file in the folder `autostart` of a free desktop."""

    def __init__(self, command: Sequence[str], path: Path) -> None:
        self._command = command
        self._path = path

    @property
    def where(self) -> str:
        """The file."""
        return str(self._path)

    def enable(self) -> None:
        """Write the file."""
        _write(self._path, desktop_entry(self._command).encode("utf-8", "surrogateescape"))

    def disable(self) -> bool:
        """Remove the file."""
        return _remove(self._path)

    def enabled(self) -> bool:
        """Whether it is there; desktops switch an entry off by a line in it."""
        try:
            return not _OFF.search(self._path.read_text("utf-8", "replace"))
        except OSError:
            return False


def desktop_entry(command: Sequence[str]) -> str:
    """The text of an autostart entry.

    Raises:
        LibraryError: a name cannot be written in such a file.
    """
    if any("\n" in part or "\r" in part for part in command):
        raise LibraryError(
            "A line break in the name of a folder cannot be written into an autostart entry; "
            "rename the folder."
        )
    # Desktops look for the program before they read "%%" as "%", and would not find it.
    started = ["/usr/bin/env", *command] if "%" in command[0] else command
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Pictrove engine",
        "Comment=Keeps the photo library up to date",
        f"TryExec={_escaped(command[0])}",
        f"Exec={_escaped(' '.join(map(_quoted, started)))}",
        "Terminal=false",
        "NoDisplay=true",
        "X-GNOME-Autostart-enabled=true",
    )
    return "\n".join(lines) + "\n"


def _quoted(part: str) -> str:
    """An argument of the key Exec: in quotes, with what is special within them escaped."""
    return '"' + re.sub(r'(["`$\\])', r"\\\1", part).replace("%", "%%") + '"'


def _escaped(text: str) -> str:
    """A value of any key: backslashes are read twice there."""
    return text.replace("\\", r"\\").replace("\t", r"\t")


class LaunchAgent:
    """A file in `~/Library/LaunchAgents`. Untested on macOS itself."""

    def __init__(self, command: Sequence[str], path: Path) -> None:
        self._command = command
        self._path = path

    @property
    def where(self) -> str:
        """The file."""
        return str(self._path)

    def enable(self) -> None:
        """Write the file; launchd reads it at the next login."""
        import plistlib

        agent = {
            "Label": self._path.stem,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "KeepAlive": False,
            "ProcessType": "Adaptive",
        }
        _write(self._path, plistlib.dumps(agent))

    def disable(self) -> bool:
        """Remove the file."""
        return _remove(self._path)

    def enabled(self) -> bool:
        """Whether it is there."""
        return self._path.is_file()


class RunKey:
    """A value of the user's Run key. Untested on Windows itself."""

    def __init__(self, command: Sequence[str], name: str, registry: Any) -> None:
        """Touches nothing yet.

        Args:
            command: the program with its arguments.
            name: of the value.
            registry: the module winreg.
        """
        self._command = command
        self._name = name
        self._registry = registry

    @property
    def where(self) -> str:
        """The key and the value."""
        return f"HKEY_CURRENT_USER\\{_RUN_KEY}\\{self._name}"

    def enable(self) -> None:
        """Set the value."""
        import subprocess

        line = subprocess.list2cmdline(self._command)
        registry = self._registry
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
                registry.SetValueEx(key, self._name, 0, registry.REG_SZ, line)
        except OSError as error:
            raise _not_written(self.where, error) from error

    def disable(self) -> bool:
        """Remove the value."""
        try:
            with self._open(self._registry.KEY_SET_VALUE) as key:
                self._registry.DeleteValue(key, self._name)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _not_written(self.where, error) from error
        return True

    def enabled(self) -> bool:
        """Whether the value is there."""
        try:
            with self._open(self._registry.KEY_READ) as key:
                self._registry.QueryValueEx(key, self._name)
        except OSError:
            return False
        return True

    def _open(self, rights: int) -> Any:
        return self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, _RUN_KEY, 0, rights)


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise _not_written(str(path), error) from error


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _not_written(str(path), error) from error
    return True


def _not_written(where: str, error: OSError) -> LibraryError:
    reason = error.strerror or type(error).__name__
    return LibraryError(f"{where} cannot be changed ({reason}); look at its permissions.")
