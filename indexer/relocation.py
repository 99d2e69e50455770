"""What becomes of paths when a folder lies elsewhere: pure text, for this system or another.

A library may come from a computer of another kind. Its paths keep their form until somebody says
where they lie now.
"""

from __future__ import annotations

import os
import re

_WINDOWS = re.compile(rb"[A-Za-z]:([\\/]|$)|\\\\", re.DOTALL)
_BACKSLASH, _SLASH = b"\\", b"/"


class Relocation:
    """A folder and where it lies now. Call it with the bytes of a path.

    Attributes:
        old: where the folder was.
        new: where it is.
        old_blob: the bytes of `old`, in one way of writing it.
        new_blob: the bytes of `new`.
    """

    def __init__(self, old: str, new: str) -> None:
        """Both are absolute; `old` may be a path of another system.

        Raises:
            ValueError: one of them is no text that a path can be.
        """
        self.old, self.new = old, new
        blob = os.fsencode(old)
        self._windows = is_windows(blob)
        if self._windows:
            blob = blob.replace(_SLASH, _BACKSLASH)
        self.old_blob = blob.rstrip(self._separator)
        self._folded = _folded(self.old_blob)
        self.new_blob = os.fsencode(new)
        to_windows = is_windows(self.new_blob)
        self._start = self.new_blob.rstrip(_BACKSLASH + _SLASH if to_windows else _SLASH)
        self._translates = to_windows is not self._windows
        self._new_separator = _BACKSLASH if to_windows else _SLASH

    @property
    def _separator(self) -> bytes:
        return _BACKSLASH if self._windows else _SLASH

    def __call__(self, path: bytes) -> bytes | None:
        """The path as it is now; None for one that is neither the folder nor below it."""
        length = len(self.old_blob)
        head, tail = path[:length], path[length:]
        if not self._is_folder(head) or not (not tail or tail.startswith(self._separator)):
            return None
        if not tail.strip(self._separator):
            return self.new_blob
        if self._translates:
            tail = tail.replace(self._separator, self._new_separator)
        return self._start + tail

    def text(self, path: str) -> str | None:
        """The same for a path as text."""
        try:
            moved = self(os.fsencode(path))
        except ValueError:
            return None  # it is no path of this system, and none of the library
        return None if moved is None else os.fsdecode(moved)

    def starts_below(self, folder: bytes) -> bool:
        """Whether the old place is below a folder."""
        start = folder.rstrip(self._separator) + self._separator
        head = self.old_blob[: len(start)]
        return head == start or (self._windows and _folded(head) == _folded(start))

    def _is_folder(self, head: bytes) -> bool:
        if head == self.old_blob:
            return True
        return self._windows and _folded(head) == self._folded


def is_windows(path: bytes) -> bool:
    """Whether an absolute path is one of Windows."""
    return _WINDOWS.match(path) is not None


def _folded(path: bytes) -> bytes:
    """A path of Windows as it compares there: case does not count."""
    return path.decode("utf-8", "surrogateescape").lower().encode("utf-8", "surrogateescape")
