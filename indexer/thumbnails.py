"""The thumbnail cache: one small JPEG per content, whatever its file is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import LibraryError

_BYTES = 256


@dataclass(frozen=True)
class Thumbnails:
    """Thumbnails by content hash, below `folder`. A cache: it may be removed at any time."""

    folder: Path

    def path_of(self, content_hash: bytes) -> Path:
        """Where the thumbnail of a content lies, or would lie."""
        name = content_hash.hex()
        return self.folder / name[:2] / f"{name}.jpg"

    def find(self, content_hash: bytes) -> Path | None:
        """The thumbnail of a content, if it was made."""
        path = self.path_of(content_hash)
        return path if path.exists() else None

    def keep(self, content_hash: bytes, jpeg: bytes) -> None:
        """Store a thumbnail so that a reader never sees half of one.

        Raises:
            LibraryError: it cannot be written.
        """
        path = self.path_of(content_hash)
        partial = path.with_suffix(".partial")
        try:
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
            folder = self.folder / f"{byte:02x}"
            names = {f"{content_hash.hex()}.jpg" for content_hash in known(byte)}
            for path in folder.iterdir() if folder.is_dir() else ():
                if path.name not in names:
                    path.unlink(missing_ok=True)
                    removed += 1
        return removed
