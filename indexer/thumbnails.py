"""The thumbnail cache: one small JPEG per content, whatever its file is called."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import LibraryError

_BYTES = 256
_START, _END = b"\xff\xd8\xff", b"\xff\xd9"


@dataclass(frozen=True)
class Thumbnails:
    """Thumbnails by content hash, below `folder`. A cache: it may be removed at any time.

    Any thread may use it, several at a time.
    """

    folder: Path
    # Two threads may make the same thumbnail, and a third one remove what it does not know.
    _writing: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def path_of(self, content_hash: bytes) -> Path:
        """Where the thumbnail of a content lies, or would lie."""
        name = content_hash.hex()
        return self.folder / name[:2] / f"{name}.jpg"

    def find(self, content_hash: bytes) -> Path | None:
        """The thumbnail of a content, if it was made."""
        path = self.path_of(content_hash)
        return path if path.exists() else None

    def find_whole(self, content_hash: bytes) -> Path | None:
        """The same, unless it is plainly damaged."""
        path = self.path_of(content_hash)
        try:
            with path.open("rb") as file:
                start = file.read(len(_START))
                file.seek(-len(_END), os.SEEK_END)
                whole = start == _START and file.read() == _END
        except OSError:
            return None
        return path if whole else None

    def keep(self, content_hash: bytes, jpeg: bytes) -> None:
        """Store a thumbnail so that a reader never sees half of one.

        Raises:
            LibraryError: it cannot be written.
        """
        path = self.path_of(content_hash)
        partial = path.with_suffix(".partial")
        try:
            with self._writing:
                path.parent.mkdir(parents=True, exist_ok=True)
                partial.write_bytes(jpeg)
                partial.replace(path)
        except OSError as error:
            raise LibraryError(
                f"Thumbnails cannot be written to {self.folder} ({error.strerror}); make room "
                "there, or set PICTROVE_HOME to another folder."
            ) from error

    def prune(self, known: Callable[[int], set[bytes]], stop: Callable[[], bool]) -> int:
        """Remove thumbnails of contents that are not known any more; how many that were.

        Args:
            known: the content hashes that begin with a byte.
            stop: asked for every such byte.
        """
        removed = 0
        for byte in range(_BYTES):
            if stop():
                break
            names = {f"{content_hash.hex()}.jpg" for content_hash in known(byte)}
            for entry in self._entries(byte):
                if entry.name not in names:
                    self._remove(entry)
                    removed += 1
        return removed

    def measure(self) -> tuple[int, int]:
        """How many files there are, and their bytes in all."""
        files = size = 0
        for byte in range(_BYTES):
            for entry in self._entries(byte):
                with contextlib.suppress(OSError):  # removed at this moment
                    size += entry.stat().st_size
                    files += 1
        return files, size

    def clear(self) -> None:
        """Remove all thumbnails.

        Raises:
            LibraryError: one of them cannot be removed.
        """
        trouble: OSError | None = None
        for byte in range(_BYTES):
            for entry in self._entries(byte):
                try:
                    self._remove(entry)
                except OSError as error:
                    trouble = error
        if trouble:
            raise LibraryError(
                f"Not all thumbnails in {self.folder} could be removed ({trouble.strerror})."
            ) from trouble

    def _remove(self, entry: os.DirEntry[str]) -> None:
        with self._writing:
            Path(entry).unlink(missing_ok=True)

    def _entries(self, byte: int) -> Iterator[os.DirEntry[str]]:
        """The files whose names begin with a byte."""
        try:
            with os.scandir(self.folder / f"{byte:02x}") as entries:
                yield from entries
        except (FileNotFoundError, NotADirectoryError):
            return
