"""Which files below a folder may be photos of the library: pure decisions by name."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.decode.kinds import looks_like_photo


@dataclass(frozen=True)
class Selection:
    """What belongs to one folder of the library.

    A glob without a separator is compared with the name of every file and folder; one with a
    separator with the path below the folder. `*` and `?` also match separators, `[...]` as usual;
    case counts. A folder that is left out is left out with all that is below it.

    Attributes:
        folder: absolute path.
        excludes: globs to leave out.
        hidden: names that begin with a dot belong to it, too.
        skipped: absolute folders that never do (Pictrove's own).
    """

    folder: str
    excludes: tuple[str, ...] = ()
    hidden: bool = False
    skipped: Collection[str] = ()

    def wants_folder(self, path: str) -> bool:
        """Whether to look into this folder, given that its parent is looked into."""
        return path not in self.skipped and self._wants(path)

    def wants_file(self, path: str) -> bool:
        """Whether this file may be a photo, given that its folder is looked into."""
        name = os.path.basename(path)
        # macOS keeps what another file system cannot hold in "._" files: never a photo.
        shown = name if name.startswith("._") else name.removeprefix(".")
        return looks_like_photo(shown) and self._wants(path)

    def reaches(self, path: str) -> bool:
        """Whether every folder from `self.folder` down to `path` is looked into."""
        below = self._below(path)
        if below is None:
            return False
        at = self.folder
        for name in below.split(os.sep) if below else ():
            at = os.path.join(at, name)
            if not self.wants_folder(at):
                return False
        return True

    def _wants(self, path: str) -> bool:
        name = os.path.basename(path)
        if name.startswith(".") and not self.hidden:
            return False
        if any(matches(name) for matches in self._by_name):
            return False
        if not self._by_path:
            return True
        below = self._below(path) or ""
        return not any(matches(below) for matches in self._by_path)

    def _below(self, path: str) -> str | None:
        if path == self.folder:
            return ""
        start = self.folder.rstrip(os.sep) + os.sep
        return path[len(start) :] if path.startswith(start) else None

    @cached_property
    def _by_name(self) -> Sequence[Callable[[str], object]]:
        return [_matcher(glob) for glob in self.excludes if os.sep not in glob]

    @cached_property
    def _by_path(self) -> Sequence[Callable[[str], object]]:
        return [_matcher(glob.strip(os.sep)) for glob in self.excludes if os.sep in glob]


def _matcher(glob: str) -> Callable[[str], object]:
    return re.compile(fnmatch.translate(glob)).match
