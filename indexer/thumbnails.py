"""The thumbnail cache: one small JPEG per content, whatever its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import LibraryError


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
