"""Rewrites every path of a library that lies in a folder which was moved: all of them, or none."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.errors import FolderError
from indexer.relocation import Relocation
from indexer.store import statements as sql
from indexer.store.paths import from_blob, is_below, readable, words_of
from indexer.store.store import Store

MOUNTS = "mounts"
"""The setting with folders where file systems were seen, see `indexer.mounts`."""

_SAMPLE = 200

Check = Callable[[Sequence[tuple[str, str]]], None]
"""Gets some (old, new) paths of files; what it raises leaves everything as it was."""


def relocate(store: Store, move: Relocation, check: Check) -> int:
    """Say that a folder's photos lie elsewhere; how many files that are.

    Nothing of what is known of them changes: ids, marks and embeddings stay.

    Args:
        store: opened for writing.
        move: which folder, and where it is now.
        check: looks at the disk before anything is changed.

    Raises:
        FolderError: nothing of the library lies there, or other photos have the new names.
    """
    with store.transaction():
        connection = store.write.connection
        connection.create_function("relocated", 1, move, deterministic=True)
        try:
            return _Relocating(connection, move).run(check)
        finally:
            connection.create_function("relocated", 1, None)


def respell(connection: sqlite3.Connection) -> None:
    """Spell names that Windows cannot have as it can; their files have other names there, too."""
    for table in ("photos", "folders"):
        for number, path in connection.execute(f"SELECT id, path FROM {table}").fetchall():
            try:
                path.decode("utf-8", "surrogatepass")
            except UnicodeDecodeError:
                row = (path.decode("utf-8", "replace").encode(), number)
                connection.execute(f"UPDATE OR REPLACE {table} SET path = ? WHERE id = ?", row)


@dataclass(frozen=True)
class _Root:
    """A folder of the library: its number, its path, and where that is now if it moves."""

    number: int
    path: bytes
    new: bytes | None


class _Relocating:
    """One relocation, within a transaction."""

    def __init__(self, connection: sqlite3.Connection, move: Relocation) -> None:
        self._connection = connection
        self._move = move
        rows = self._all("SELECT id, path FROM folders ORDER BY path")
        self._roots = [_Root(number, path, move(path)) for number, path in rows]

    def run(self, check: Check) -> int:
        files = int(self._all(f"SELECT count(*) FROM photos {_MOVES}")[0][0])
        if not files and not any(root.new for root in self._roots):
            raise FolderError(
                f"Nothing of the library lies in {self._move.old}; `pictrove folders` lists its "
                "folders."
            )
        self._refuse_taken_names()
        check(self._sample())
        self._move_words()
        self._move_files()
        self._move_roots()
        if files:
            self._keep_below_a_root()
        self._move_the_rest()
        return files

    # Before

    def _refuse_taken_names(self) -> None:
        taken = self._all(_TAKEN)
        if taken:
            raise self._taken(readable(taken[0][0]))

    def _taken(self, example: str) -> FolderError:
        return FolderError(
            f"The library already knows files in {self._move.new} by the names of those in "
            f"{self._move.old}, for instance {example}; take one of the two folders out of it "
            "(`pictrove forget`) and try again."
        )

    def _sample(self) -> list[tuple[str, str]]:
        rows = self._all(f"SELECT path, relocated(path) FROM photos {_MOVES} {_SOME}")
        return [(from_blob(old), from_blob(new)) for old, new in rows]

    # Files

    def _move_words(self) -> None:
        """Names of folders can be searched for; those above the library's own cannot."""
        self._connection.executemany(sql.RENAME_WORDS, self._other_words())

    def _other_words(self) -> Iterator[tuple[str, str, int]]:
        before = [root.path for root in self._roots]
        after = [root.new or root.path for root in self._roots]
        outside = self._outside()
        after += [outside] if outside else []
        for number, path, new in self._connection.execute(_MOVED):
            words = words_of(new, after)
            if words != words_of(path, before):
                yield (*words, number)

    def _move_files(self) -> None:
        try:
            if self._all(_CHAINED):  # some names pass from one file to another: none has it twice
                self._run(_SET_ASIDE)
                self._run(_TAKE_BACK)
            else:
                self._run(f"UPDATE photos SET path = relocated(path) {_MOVES}")
        except sqlite3.IntegrityError as error:
            raise self._taken("two that differ only in how their names are written") from error

    # Folders

    def _move_roots(self) -> None:
        moved = [root for root in self._roots if root.new is not None]
        for root in moved:
            self._run(_SET_ROOT, (b"\0%d" % root.number, root.number))
        for root in moved:
            known = self._all("SELECT id FROM folders WHERE path = ?", (root.new,))
            if known:  # it joins another folder of the library
                self._run(_JOIN, (root.number, root.number, known[0][0]))
                self._run("DELETE FROM folders WHERE id = ?", (root.number,))
            else:
                self._run(_SET_ROOT, (root.new, root.number))

    def _keep_below_a_root(self) -> None:
        """A folder that was a part of another, and is not any more, is one of its own."""
        outside, holder = self._outside(), self._holder()
        if outside is None or holder is None:
            return
        row = self._all(
            "SELECT added_at, watched, hidden, excludes FROM folders WHERE id = ?", (holder.number,)
        )[0]
        globs = _narrowed(json.loads(row[3]), holder.path, self._move.old_blob)
        self._run(_ADD, (outside, *row[:3], json.dumps(globs)))

    def _holder(self) -> _Root | None:
        """The innermost folder of the library that the old folder lay below."""
        holding = [root for root in self._roots if self._move.starts_below(root.path)]
        return max(holding, key=lambda root: len(root.path), default=None)

    def _outside(self) -> bytes | None:
        """Where the folder is now, if no folder of the library holds it there."""
        if self._holder() is None:
            return None
        new = self._move.new_blob
        roots = [root.new or root.path for root in self._roots]
        return None if any(new == root or is_below(new, root) for root in roots) else new

    # The rest

    def _move_the_rest(self) -> None:
        self._run(f"UPDATE OR REPLACE in_flight SET path = relocated(path) {_MOVES}")
        self._forget_mounts()
        for name, text in self._all("SELECT name, query FROM saved_searches"):
            new = _moved_query(text, self._move)
            if new != text:
                self._run("UPDATE saved_searches SET query = ? WHERE name = ?", (new, name))

    def _forget_mounts(self) -> None:
        """What was a drive need not be one now; the next look at the folder will tell."""
        rows = self._all("SELECT value FROM settings WHERE key = ?", (MOUNTS,))
        known = json.loads(rows[0][0]) if rows else []
        kept = [mount for mount in known if self._move.text(mount) is None]
        if kept != known:
            self._run(sql.SET_SETTING, (MOUNTS, json.dumps(kept)))

    def _run(self, statement: str, parameters: Sequence[object] = ()) -> None:
        self._connection.execute(statement, parameters)

    def _all(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, parameters).fetchall()


_MOVES = " WHERE relocated(path) IS NOT NULL"
_SOME = f"AND NOT vanished ORDER BY random() LIMIT {_SAMPLE}"
_MOVED = f"SELECT id, path, relocated(path) FROM photos {_MOVES}"
# No file's name begins like this.
_SET_ASIDE = f"UPDATE photos SET path = CAST(x'00' || relocated(path) AS BLOB) {_MOVES}"
_TAKE_BACK = "UPDATE photos SET path = substr(path, 2) WHERE substr(path, 1, 1) = x'00'"

_OTHERS = """
SELECT other.path FROM photos JOIN photos AS other ON other.path = relocated(photos.path)
"""
_TAKEN = f"{_OTHERS} WHERE relocated(other.path) IS NULL LIMIT 1"
_CHAINED = f"{_OTHERS} WHERE relocated(other.path) IS NOT NULL LIMIT 1"

_SET_ROOT = "UPDATE folders SET path = ? WHERE id = ?"
_JOIN = """
UPDATE folders SET watched = max(watched, (SELECT watched FROM folders WHERE id = ?)),
    hidden = max(hidden, (SELECT hidden FROM folders WHERE id = ?)) WHERE id = ?
"""
_ADD = "INSERT INTO folders (path, added_at, watched, hidden, excludes) VALUES (?, ?, ?, ?, ?)"


def _narrowed(globs: list[str], root: bytes, folder: bytes) -> list[str]:
    """Globs of a folder as they read from one below it."""
    separator = "\\" if b"\\" in root else "/"
    below = readable(folder[len(root) :]).strip(separator) + separator
    return [
        glob.strip(separator).removeprefix(below) if separator in glob else glob for glob in globs
    ]


def _moved_query(text: str, move: Relocation) -> str:
    """A saved search with its pictures and folders where they are now."""
    try:
        said = json.loads(text)
        for term in said["terms"]:
            if "path" in term and "data" not in term:
                term["path"] = move.text(term["path"]) or term["path"]
        filters = said["filters"]
        if "folders" in filters:
            filters["folders"] = [move.text(path) or path for path in filters["folders"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return text  # a later version may say it otherwise
    return json.dumps(said)
