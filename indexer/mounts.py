"""Which file systems were mounted in the folders of a library, and which of them are not now.

The empty folder that an unplugged drive leaves behind looks like a folder whose photos were all
deleted; only having seen the drive there tells the two apart.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from indexer.store.paths import lies_below
from indexer.store.store import Store

_MOUNTS = "mounts"


class Mounts:
    """The mounts that were seen in a library's folders."""

    def __init__(self, store: Store) -> None:
        """Remember them in a store."""
        self._store = store

    def lost(self, folder: str) -> list[str]:
        """The folder, or those below it, where a file system was mounted and none is now."""
        return [mount for mount in self._within(folder) if not os.path.ismount(mount)]

    def seen(self, folder: str, mounts: Sequence[str]) -> None:
        """Remember what a whole look at a folder saw; what is lost stays remembered."""
        known = self._store.read.setting(_MOUNTS, [])
        here = [folder] if os.path.ismount(folder) else []
        others = set(known) - set(self._within(folder))
        kept = sorted({*others, *mounts, *here, *self.lost(folder)})
        if kept != known:
            self._store.write.set_setting(_MOUNTS, kept)

    def _within(self, folder: str) -> list[str]:
        known = self._store.read.setting(_MOUNTS, [])
        return [mount for mount in known if mount == folder or lies_below(mount, folder)]
