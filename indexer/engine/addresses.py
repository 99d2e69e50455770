"""Where the engine of a library listens, and the key that its clients must have.

The socket lies in a folder that only this user can enter. The address and the key stand in one
file beside the library, so that both are always those of the same engine, and so that clients
with another environment (a job of cron, say) find the engine, too.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import LibraryError
from indexer.places import Places

KEY_FILE = "engine.key"
KEY_LENGTH = 32

_LONGEST_ADDRESS = 100  # of 108 bytes on Linux and 104 on macOS
_LONGEST_FILE = 4096
_TRY_AGAIN_SECONDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


@dataclass(frozen=True)
class Address:
    """How to reach an engine.

    Attributes:
        name: path of a socket, or name of a pipe (Windows).
        key: the secret that both sides must prove to have.
    """

    name: str
    key: bytes


def new_address(places: Places, environ: Mapping[str, str] = os.environ) -> Address:
    """The address at which an engine of this library should listen, with a new key.

    Raises:
        LibraryError: there is no folder that is safe enough for the socket.
    """
    library = hashlib.sha256(os.fsencode(os.path.realpath(places.data))).hexdigest()[:16]
    key = secrets.token_bytes(KEY_LENGTH)
    if sys.platform == "win32":
        name = rf"\\.\pipe\pictrove-{library}-{secrets.token_hex(8)}"
    else:
        name = os.path.join(_socket_folder(environ), f"{library}.sock")
    return Address(name, key)


def write_address(places: Places, address: Address) -> None:
    """Let clients find the address.

    Raises:
        LibraryError: the library's folder cannot be written to.
    """
    path = places.data / KEY_FILE
    try:
        places.data.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f"{KEY_FILE}.", dir=places.data)  # mode 0600
        with os.fdopen(descriptor, "wb") as file:
            file.write(address.key + os.fsencode(address.name))
        _replace(name, path)
    except OSError as error:
        raise LibraryError(
            f"The engine's key cannot be written to {path} ({error.strerror}); "
            "make room there, or allow this user to write there, and try again."
        ) from error


def _replace(name: str, path: Path) -> None:
    """Windows replaces no file while a client reads it, or a scanner for viruses does."""
    for seconds in _TRY_AGAIN_SECONDS:
        with contextlib.suppress(PermissionError):
            os.replace(name, path)
            return
        time.sleep(seconds)
    os.replace(name, path)


def read_address(places: Places) -> Address | None:
    """The address of the engine that was started last; it need not run any more."""
    try:
        with open(places.data / KEY_FILE, "rb") as file:
            told = file.read(_LONGEST_FILE)
    except OSError:
        return None
    name = os.fsdecode(told[KEY_LENGTH:])
    return Address(name, told[:KEY_LENGTH]) if name else None


def remove_address(places: Places, address: Address) -> None:
    """Take the address away, if it is still this one."""
    if read_address(places) == address:
        with contextlib.suppress(OSError):
            os.unlink(places.data / KEY_FILE)


if sys.platform != "win32":

    def _socket_folder(environ: Mapping[str, str]) -> str:
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        if os.path.isabs(runtime) and _is_ours_alone(runtime) and _is_short(runtime):
            return _made(os.path.join(runtime, "pictrove"))
        own_name = f"pictrove-{os.geteuid()}"
        temporary = tempfile.gettempdir()
        return _made(os.path.join(temporary if _is_short(temporary) else "/tmp", own_name))  # noqa: S108

    def _is_short(folder: str) -> bool:
        return len(os.fsencode(folder)) + len("/pictrove-4294967295/0123456789abcdef.sock") <= (
            _LONGEST_ADDRESS
        )

    def _made(folder: str) -> str:
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:
            pass
        except OSError as error:
            raise LibraryError(
                f"The folder {folder} for the engine's socket cannot be made ({error.strerror}); "
                "allow this user to write there and try again."
            ) from error
        check_folder(folder)
        return folder

    def check_folder(folder: str) -> None:
        """Refuse a folder that anyone else may enter or exchange.

        Raises:
            LibraryError: it is a link, or not this user's, or open to others.
        """
        if not _is_ours_alone(folder):
            raise LibraryError(
                f"{folder} should be a folder that only you can enter, but it is a link, belongs "
                "to someone else, or is open to others; remove it and try again."
            )

    def _is_ours_alone(folder: str) -> bool:
        try:
            found = os.lstat(folder)
        except OSError:
            return False
        return (
            stat.S_ISDIR(found.st_mode)
            and found.st_uid == os.geteuid()
            and not stat.S_IMODE(found.st_mode) & 0o077
        )


def log_file(places: Places) -> Path:
    """Where an engine writes what goes wrong; see `indexer.engine.log`."""
    return places.cache / "engine.log"
