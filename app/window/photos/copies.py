"""Copies of photos in a folder, and photos in the wastebasket: work for a thread of its own."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.window.background import Job


@dataclass(frozen=True)
class Outcome:
    """What came of doing something with many files.

    Attributes:
        done: paths that it was done with.
        failed: (path, reason) of the others.
        stopped: the user did not want to wait for the rest.
    """

    done: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    stopped: bool = False


def export_copies(job: Job[Outcome], paths: Sequence[str], folder: Path) -> Outcome:
    """Copy files into a folder, with their times; nothing that is there is overwritten.

    Args:
        job: is told how many are done, and asked whether to stop.
        paths: absolute.
        folder: must exist.
    """
    done: list[str] = []
    failed: list[tuple[str, str]] = []
    for number, path in enumerate(paths):
        if job.aborted:
            return Outcome(tuple(done), tuple(failed), stopped=True)
        job.report(number)
        try:
            copy_beside(Path(path), folder)
        except OSError as error:
            reason = error.strerror or str(error)
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:  # the rest will not fit either
                failed += [(one, reason) for one in paths[number:]]
                break
            failed.append((path, reason))
        else:
            done.append(path)
    return Outcome(tuple(done), tuple(failed))


def copy_beside(source: Path, folder: Path) -> Path:
    """Copy a file into a folder under a name that is free; half a copy is never left there."""
    for name in free_names(source.name):
        target = folder / name
        try:
            # Exclusively: another program may be writing into the same folder.
            with source.open("rb") as reader, target.open("xb") as writer:
                try:
                    shutil.copyfileobj(reader, writer, 1 << 20)
                except BaseException:
                    target.unlink()
                    raise
        except FileExistsError:
            continue
        shutil.copystat(source, target)
        return target
    raise AssertionError  # there is always another name


def free_names(name: str) -> Iterator[str]:
    """Give names until one is free: a.jpg, a (2).jpg, a (3).jpg and so on."""
    yield name
    path, number = Path(name), 2
    while True:
        yield f"{path.stem} ({number}){path.suffix}"
        number += 1


def move_to_wastebasket(job: Job[Outcome], paths: Sequence[str]) -> Outcome:
    """Move files into the wastebasket of the desktop; never delete one.

    Args:
        job: is told how many are done, and asked whether to stop.
        paths: absolute.
    """
    done: list[str] = []
    failed: list[tuple[str, str]] = []
    for number, path in enumerate(paths):
        if job.aborted:
            return Outcome(tuple(done), tuple(failed), stopped=True)
        job.report(number)
        trouble = _trash(path)
        if trouble:
            failed.append((path, trouble))
        else:
            done.append(path)
    return Outcome(tuple(done), tuple(failed))


def _trash(path: str) -> str:
    """Move one file; says what went wrong, or nothing."""
    from send2trash import send2trash

    try:
        # Names are bytes where Linux has them: those that are no text stay what they are.
        send2trash(os.fsencode(path) if sys.platform == "linux" else path)
    except OSError as error:
        return error.strerror or str(error)
    return ""
