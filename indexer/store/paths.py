"""Paths as SQLite keeps them: exact bytes for identity, words for full-text search."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable

from indexer.relocation import is_windows

_DIGITS = re.compile("[0-9]+")
_SEPARATOR = os.sep.encode()


def to_blob(path: str) -> bytes:
    """The exact bytes of a path; names that are not valid UTF-8 survive."""
    return os.fsencode(path)


def from_blob(blob: bytes) -> str:
    """The path of `to_blob`."""
    return os.fsdecode(blob)


def separator_in(path: bytes) -> bytes:
    """What separates the names of an absolute path.

    A library that came from a computer of another kind has paths of that one, until
    `pictrove relocate` says where they lie now.
    """
    if path.startswith(b"/"):
        return b"/"
    return b"\\" if is_windows(path) else _SEPARATOR


def range_below(folder: str) -> tuple[bytes, bytes]:
    """Bounds of all paths below a folder: `low <= path < high` uses the index on paths."""
    blob = to_blob(folder)
    separator = separator_in(blob)
    low = blob.rstrip(separator) + separator
    return low, low[:-1] + bytes([separator[0] + 1])


def is_below(path: bytes, folder: bytes) -> bool:
    """Whether `path` lies somewhere below `folder`."""
    separator = separator_in(folder)
    return path.startswith(folder.rstrip(separator) + separator)


def lies_below(path: str, folder: str) -> bool:
    """`is_below` for paths as text."""
    if not folder.startswith("/"):
        return is_below(to_blob(path), to_blob(folder))
    return path.startswith(folder.rstrip("/") + "/")  # quickly, as each file is asked for


def readable(path: bytes) -> str:
    """A path as text in composed Unicode; bytes that are no text become U+FFFD."""
    text = path.decode("utf-8", "replace")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words_of(path: bytes, roots: Iterable[bytes]) -> tuple[str, str]:
    """What full-text search knows of a path.

    Folders above the outermost added folder say nothing of a photo ("home", a user's name),
    so only that folder's own name and those below it count.

    Args:
        path: the bytes of the path.
        roots: the added folders.

    Returns:
        (name of the file without its ending, names of its folders)
    """
    separator = separator_in(path)
    above = min((root.rfind(separator) + 1 for root in roots if is_below(path, root)), default=0)
    folders, _, name = path[above:].rpartition(separator)
    stem, _, suffix = name.rpartition(b".")
    return readable(stem or suffix), readable(folders).replace(separator.decode(), " ").strip()


def name_key(path: bytes) -> str:
    """What sorts paths by the names of their files as people do: whatever the case, 2 before 10."""
    name = readable(path[path.rfind(separator_in(path)) + 1 :]).casefold()
    return _DIGITS.sub(_with_length, name)


def _with_length(digits: re.Match[str]) -> str:
    """A number that sorts by its value: what has more digits is greater."""
    number = digits[0].lstrip("0")
    return f"{len(number):04}{number}"
