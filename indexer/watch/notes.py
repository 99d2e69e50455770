"""What the user is told about how a folder is followed: one sentence each."""

from __future__ import annotations

import errno

from indexer.watch.mounts import Mount


def offline(folder: str) -> str:
    """It is not there."""
    return f"{folder} cannot be reached now; its photos are kept until it is back."


def on_silent_mount(folder: str, mount: Mount) -> str:
    """Its file system does not tell of changes."""
    kind = f" ({mount.kind})" if mount.kind else ""
    return (
        f"Changes in {folder} are noticed within minutes, not at once, because its drive{kind}"
        " does not tell of them."
    )


def not_all_watched(folder: str, watched: int, limit: int) -> str:
    """The limit of watches was reached."""
    return (
        f"Only {watched:,} folders of {folder} can be watched on this computer, and changes in the"
        f" others are noticed within minutes; {_raise_limit(limit)}"
    )


def not_watched(folder: str, error: OSError, limit: int) -> str:
    """It cannot be watched at all."""
    late = f"Changes in {folder} are noticed within minutes, not at once, because"
    if error.errno == errno.ENOSPC:
        return f"{late} no more folders can be watched on this computer; {_raise_limit(limit)}"
    if error.errno == errno.EMFILE:
        return (
            f"{late} too many programs watch files on this computer; close some, or raise the limit"
            " with: sudo sysctl fs.inotify.max_user_instances=1024"
        )
    return f"{late} it cannot be watched ({error.strerror or error})."


def _raise_limit(limit: int) -> str:
    """How to watch all: a limit twice as high, and never below what desktops have."""
    enough = max(2 * limit, 524_288)
    return (
        f"to watch them all, raise the limit with: sudo sysctl fs.inotify.max_user_watches={enough}"
    )
