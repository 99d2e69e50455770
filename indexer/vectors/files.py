"""Cache files that are whole or not used: each has a sidecar that says what it must be."""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import re
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 2


@dataclass(frozen=True)
class Description:
    """What a cache file holds.

    Attributes:
        sequence: the store's sequence for this model that the content belongs to.
        count: vectors in it.
    """

    library_id: str
    model_id: str
    dim: int
    dtype: str
    sequence: int
    count: int
    format: int = FORMAT


@dataclass(frozen=True)
class CacheFile:
    """A place for one kind of cache: a sidecar, and the data file that it names.

    Every version has a name of its own, so a file that another process has mapped is never
    written over; it stays until it can be removed.

    Attributes:
        folder: where both lie.
        name: the model's id, made safe.
        kind: the data file's ending.
    """

    folder: Path
    name: str
    kind: str

    @property
    def sidecar(self) -> Path:
        """The file that says which data file is the current one."""
        return self.folder / f"{self.name}.{self.kind}.json"

    def find(self, library_id: str, model_id: str) -> tuple[Path, Description] | None:
        """The data file, if it is whole and of this library and model."""
        try:
            note = json.loads(self.sidecar.read_bytes())
            if note.pop("check") != _check_of(note):
                return None
            path = self.folder / Path(str(note.pop("file"))).name
            size, checksum = int(note.pop("size")), int(note.pop("crc32"))
            description = Description(**note)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        same = (description.library_id, description.model_id, description.format)
        if same != (library_id, model_id, FORMAT) or checksum_of(path) != (size, checksum):
            return None
        return path, description

    def write(self, description: Description, save: Callable[[Path], None]) -> None:
        """Put a new version in place; at every instant either the old or the new one is found.

        Args:
            description: what the new version holds.
            save: writes the data to the path it gets.

        Raises:
            OSError: it cannot be written; the old version is then still in place.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{self.name}.{description.sequence}.{self.kind}"
        unfinished = path.with_name(path.name + ".part")
        try:
            save(unfinished)
            size, checksum = checksum_of(unfinished) or (0, 0)
            _place(unfinished, path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        self._point_to(asdict(description) | {"file": path.name, "size": size, "crc32": checksum})
        self._remove_others(path)

    def _point_to(self, note: dict[str, Any]) -> None:
        unfinished = self.sidecar.with_name(self.sidecar.name + ".part")
        whole = json.dumps(note | {"check": _check_of(note)}, indent=1)
        try:
            unfinished.write_text(whole, encoding="utf-8")
            _place(unfinished, self.sidecar)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise

    def remove(self) -> None:
        """Take the cache away."""
        with contextlib.suppress(OSError):
            self.sidecar.unlink(missing_ok=True)
        self._remove_others(None)

    def size(self) -> int:
        """Bytes of all its files."""
        return sum(path.stat().st_size for path in self._files())

    def _files(self) -> list[Path]:
        ours = re.compile(rf"{re.escape(self.name)}\.(\d+\.{self.kind}|{self.kind}\.json)(\.part)?")
        return [path for path in self.folder.glob("*") if ours.fullmatch(path.name)]

    def _remove_others(self, current: Path | None) -> None:
        for path in self._files():
            if path not in (current, self.sidecar):
                # Windows keeps what another process has mapped: the next save tries again.
                with contextlib.suppress(OSError):
                    path.unlink()


def safe_name(model_id: str) -> str:
    """A file name for a model's id, readable and distinct."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", model_id)[:60]
    return (
        plain
        if plain == model_id
        else f"{plain}-{hashlib.sha256(model_id.encode()).hexdigest()[:8]}"
    )


def _check_of(note: dict[str, Any]) -> int:
    """CRC-32 of the sidecar's entries: one wrong digit of the sequence would give wrong answers."""
    return zlib.crc32(json.dumps(note, sort_keys=True).encode())


def checksum_of(path: Path) -> tuple[int, int] | None:
    """(bytes, CRC-32) of a file, or None if it cannot be read or is empty."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return len(data), zlib.crc32(data)
    except (OSError, ValueError):
        return None


def make_durable(path: Path) -> None:
    """Have what was written to a file survive a power cut; nothing if there is none."""
    with contextlib.suppress(FileNotFoundError), path.open("r+b") as file:
        os.fsync(file.fileno())


def _place(unfinished: Path, path: Path) -> None:
    """Make the name point to the finished file, also after a power cut."""
    make_durable(unfinished)
    unfinished.replace(path)
