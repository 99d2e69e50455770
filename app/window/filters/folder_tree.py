"""The folders that hold photos as a tree, without Qt.

Folders are kept as one sorted list, and the numbers of photos as running sums over it, so that any
folder with all that is below it is a range. Nodes are made when somebody looks at them.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from app.window.filters.rows import Tick
from indexer.reports import Count, FolderStatus

_MOST_NATURAL = 5000  # sorting more by the numbers in their names would be felt
_DIGITS = re.compile(r"(\d+)")


@dataclass(eq=False, slots=True)
class FolderNode:
    """A folder of the tree.

    Attributes:
        key: its path with a separator behind it.
        label: what it is called below its parent; several names if nothing else is between.
        first: where its range begins in the list of folders.
        end: where its range ends.
        number: its identity for item models.
        row: its place below its parent.
        offline: a folder of the library that cannot be reached now.
        known: the library has photos in it, or follows it.
    """

    key: str
    label: str
    first: int
    end: int
    parent: FolderNode | None = None
    number: int = 0
    row: int = 0
    offline: bool = False
    known: bool = True
    children: list[FolderNode] | None = field(default=None, repr=False)


class FolderTree:
    """All folders that hold photos, below the folders of the library.

    Attributes:
        nodes: all that were made, by their numbers.
        tops: those that are below none.
        has_extra: some of `tops` are only there because they are chosen.
    """

    def __init__(
        self,
        folders: Sequence[Count] = (),
        roots: Sequence[FolderStatus] = (),
        chosen: Sequence[str] = (),
        separator: str = os.sep,
    ) -> None:
        """Sort the folders.

        Args:
            folders: those that hold photos themselves.
            roots: the folders of the library.
            chosen: folders that are to be in the tree, whatever is known of them.
            separator: between the names of a path.
        """
        self._separator = separator
        self._keys = sorted(self.key_of(folder.name) for folder in folders)
        self._offline = {self.key_of(root.path): root.offline for root in roots}
        self._sums: list[int] = []
        self.nodes: list[FolderNode] = []
        self.has_extra = False
        self.count(folders)
        self.tops = self._make_tops([self.key_of(path) for path in chosen])

    def key_of(self, path: str) -> str:
        """A path with a separator behind it: what all paths below it begin with."""
        return path if path.endswith(self._separator) else path + self._separator

    def path_of(self, node: FolderNode) -> str:
        """The path of a node, as `Filters.folders` has it."""
        path = node.key[: -len(self._separator)]
        is_top = not path.strip(self._separator) or path.endswith(":")
        return node.key if is_top else path

    def count(self, folders: Iterable[Count]) -> None:
        """Show other numbers; folders that are not in the tree are left out."""
        photos = {self.key_of(folder.name): folder.photos for folder in folders}
        self._sums = [0, *accumulate(photos.get(key, 0) for key in self._keys)]

    def photos(self, node: FolderNode) -> int:
        """How many photos are in a folder and below it."""
        return self._sums[node.end] - self._sums[node.first]

    def has_children(self, node: FolderNode) -> bool:
        """Whether there are folders with photos below it."""
        own = node.first < node.end and self._keys[node.first] == node.key
        return node.end - node.first > own

    def children(self, node: FolderNode) -> list[FolderNode]:
        """The folders below it, made when they are first asked for."""
        if node.children is None:
            own = node.first < node.end and self._keys[node.first] == node.key
            found = list(self._split(node.key, node.first + own, node.end))
            order = _natural if len(found) <= _MOST_NATURAL else _plain
            node.children = self._adopt(sorted(found, key=order), node)
        return node.children

    def find(self, path: str) -> FolderNode | None:
        """The node of a path; None if there is none."""
        return self._find_in(self.tops, self.key_of(path))

    def _find_in(self, level: list[FolderNode], key: str) -> FolderNode | None:
        """Longest first: what was chosen elsewhere may stand at the top, above others there."""
        above = [node for node in level if key.startswith(node.key)]
        for node in sorted(above, key=lambda node: -len(node.key)):
            found = node if node.key == key else self._find_in(self.children(node), key)
            if found is not None:
                return found
        return None

    def tick(self, node: FolderNode, chosen: Iterable[str]) -> Tick:
        """What its check box shows when these keys are chosen."""
        tick = Tick.NO
        for key in chosen:
            if key == node.key:
                return Tick.YES
            if node.key.startswith(key):
                tick = Tick.IMPLIED
            elif tick is Tick.NO and key.startswith(node.key):
                tick = Tick.PARTLY
        return tick

    def toggled(self, node: FolderNode, chosen: Sequence[str]) -> tuple[str, ...]:
        """Which folders are chosen after a node's box was pressed.

        One that is only chosen because of a folder above it takes that one's place.
        """
        tick = self.tick(node, [self.key_of(path) for path in chosen])
        left = []
        for path in chosen:
            key = self.key_of(path)
            above, below = node.key.startswith(key), key.startswith(node.key)
            if not (below or (above and tick is Tick.IMPLIED)):
                left.append(path)
        return tuple(left) if tick is Tick.YES else (*left, self.path_of(node))

    # Making nodes

    def _make_tops(self, chosen: Sequence[str]) -> list[FolderNode]:
        tops = self._roots()
        at = 0
        others: list[FolderNode] = []
        for root in tops:
            others += self._split("", at, root.first)
            at = max(at, root.end)
        others += self._split("", at, len(self._keys))
        made = self._adopt([*sorted(tops, key=_natural), *sorted(others, key=_natural)], None)
        self.tops = made
        lost = [self._lost(key) for key in dict.fromkeys(chosen) if not self._has(key)]
        self.has_extra = bool(lost)
        return self._adopt([*lost, *made], None) if lost else made

    def _has(self, key: str) -> bool:
        node = self.find(key)
        return node is not None and node.key == key

    def _roots(self) -> list[FolderNode]:
        """The folders of the library that are not below another one of it."""
        found: list[str] = []
        for key in sorted(self._offline):
            if not (found and key.startswith(found[-1])):
                found.append(key)
        names = [self._last_name(key) for key in found]
        return [
            self._node(key, name if names.count(name) == 1 else key.rstrip(self._separator))
            for key, name in zip(found, names, strict=True)
        ]

    def _lost(self, key: str) -> FolderNode:
        node = self._node(key, self._last_name(key))
        node.known = node.first < node.end
        return node

    def _node(self, key: str, label: str) -> FolderNode:
        first = bisect_left(self._keys, key)
        end = bisect_left(self._keys, self._behind(key), first)
        return FolderNode(key, label or key, first, end, offline=self._offline.get(key, False))

    def _split(self, above: str, first: int, end: int) -> Iterable[FolderNode]:
        """The folders right below `above` in a range."""
        while first < end:
            key = self._next(self._keys[first], above)
            last = self._end_of(key, first, end)
            key = self._skip_empty(key, first, last)
            label = key[len(above) : -len(self._separator)] or key
            yield FolderNode(key, label, first, last, offline=self._offline.get(key, False))
            first = last

    def _end_of(self, key: str, first: int, end: int) -> int:
        if first + 1 == end or not self._keys[first + 1].startswith(key):
            return first + 1
        return bisect_left(self._keys, self._behind(key), first, end)

    def _skip_empty(self, key: str, first: int, end: int) -> str:
        """Go down while there is nothing but one folder in a folder."""
        while self._keys[first] != key and key not in self._offline:
            below = self._next(self._keys[first], key)
            if not self._keys[end - 1].startswith(below):
                break
            key = below
        return key

    def _next(self, key: str, above: str) -> str:
        return key[: key.index(self._separator, len(above)) + len(self._separator)]

    def _behind(self, key: str) -> str:
        """What sorts right behind all that begins with `key`."""
        return key[:-1] + chr(ord(key[-1]) + 1)

    def _last_name(self, key: str) -> str:
        return key.rstrip(self._separator).rpartition(self._separator)[2]

    def _adopt(self, nodes: list[FolderNode], parent: FolderNode | None) -> list[FolderNode]:
        for row, node in enumerate(nodes):
            node.parent, node.row = parent, row
            node.number = len(self.nodes)
            self.nodes.append(node)
        return nodes


def _plain(node: FolderNode) -> list[tuple[int, str]]:
    return [(0, node.label.casefold())]


def _natural(node: FolderNode) -> list[tuple[int, str]]:
    """Sorts "Day 2" before "Day 10"."""
    parts = _DIGITS.split(node.label.casefold())
    return [(int(part), "") if at % 2 else (0, part) for at, part in enumerate(parts)]
