"""The files below a folder that may matter, by their names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from indexer.selection import Selection
from indexer.watch.sidecars import is_sidecar


def may_matter(selection: Selection, path: str) -> bool:
    """Whether a file may be a photo of this selection or speak for one."""
    return selection.wants_file(path) or is_sidecar(path)


def files_below(folder: str, selection: Selection, enter: Callable[[str], bool]) -> Iterator[str]:
    """Yield the files that may matter; links to folders are not followed.

    Args:
        folder: where to begin; a reached one. It may be gone.
        selection: what matters.
        enter: asked for each folder before it is listed.
    """
    waiting = [folder]
    while waiting:
        at = waiting.pop()
        if not enter(at):
            continue
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    if _is_folder(entry):
                        if selection.wants_folder(entry.path):
                            waiting.append(entry.path)
                    elif may_matter(selection, entry.path):
                        yield entry.path
        except OSError:
            continue


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
