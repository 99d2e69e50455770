"""Files that exist only in memory, below a path of Qt's resources.

Qt paints SVG icons sharply at every scale when it is given a file, and style sheets know pictures
by file alone. Ours are painted in the colours of the moment, so they are made while the window
runs; in memory there is nothing to clean up afterwards, and no folder that could be full.
"""

from __future__ import annotations

import struct
import weakref

from PySide6.QtCore import QResource

_VERSION = 1
_HEADER = struct.Struct(">4siiii")
_DIRECTORY = struct.Struct(">IHII")  # name, flags, count of children, the first child
_FILE = struct.Struct(">IHHHI")  # name, flags, territory, language, data
_IS_DIRECTORY = 2
_ANY_TERRITORY, _ANY_LANGUAGE = 0, 1


class MemoryFiles:
    """Files below ``:/pictrove``, for as long as this object lives."""

    def __init__(self) -> None:
        self._added: set[str] = set()

    def add(self, folder: str, name: str, content: bytes) -> str:
        """The path of a file with `content`; the first content stays."""
        path = f":/pictrove/{folder}/{name}"
        if path not in self._added:
            packed, root = _packed(name, content), f"/pictrove/{folder}"
            if not QResource.registerResourceData(packed, root):
                raise ValueError(f"Qt does not take {path}")
            # Qt reads the very bytes, so they live until it has let go of them.
            weakref.finalize(self, QResource.unregisterResourceData, packed, root)
            self._added.add(path)
        return path


def _packed(name: str, content: bytes) -> bytes:
    """One file in the format of Qt's resource compiler (version 1 of it)."""
    tree = _DIRECTORY.pack(0, _IS_DIRECTORY, 1, 1)
    tree += _FILE.pack(0, 0, _ANY_TERRITORY, _ANY_LANGUAGE, 0)
    names = struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
    names_at = _HEADER.size + len(tree)
    header = _HEADER.pack(b"qres", _VERSION, _HEADER.size, names_at + len(names), names_at)
    return header + tree + names + struct.pack(">I", len(content)) + content


def _hash(name: str) -> int:
    """The hash by which Qt finds a name (PJW's)."""
    value = 0
    for unit in name.encode("utf-16-be")[1::2]:  # names here are ASCII
        value = (value << 4) + unit
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
