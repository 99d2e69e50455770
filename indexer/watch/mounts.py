"""Which file system a folder is on, and whether it tells what changes.

A network drive only tells what this computer itself changes; so do most file systems that are
programs (FUSE). They are scanned from time to time instead.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from indexer.watch.settle import above_and_self

# fmt: off
_ELSEWHERE = frozenset({
    "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "cvmfs", "davfs", "fhgfs",
    "glusterfs", "gpfs", "lustre", "macfuse", "mfs", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs",
    "osxfuse", "prl_fs", "pvfs2", "smb", "smb2", "smb3", "smbfs", "v9fs", "vboxsf", "virtiofs",
    "vmhgfs", "webdav",
})
_FUSE_ON_A_DISK = frozenset({
    "cryfs", "encfs", "exfat", "exfat-fuse", "ext2", "ext4", "fuse-ext2", "gocryptfs", "lxcfs",
    "ntfs", "ntfs-3g",
})
_NOT_OURS = frozenset({
    "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts",
    "devtmpfs", "efivarfs", "fusectl", "hugetlbfs", "mqueue", "nsfs", "proc", "pstore",
    "securityfs", "sysfs", "tracefs",
})
# fmt: on


@dataclass(frozen=True)
class Mount:
    """A file system in the tree of folders.

    Attributes:
        kind: as the system calls it, lower case.
        device: what is mounted, as the system calls it.
        remote: it is said to be on another computer.
    """

    kind: str
    device: str = ""
    remote: bool = False

    @property
    def tells(self) -> bool:
        """Whether changes on it can be noticed as they happen."""
        if self.remote or self.kind in _ELSEWHERE:
            return False
        if self.kind.startswith("fuse."):
            return self.kind.removeprefix("fuse.") in _FUSE_ON_A_DISK
        return self.kind != "fuse"


Mounts = Mapping[str, Mount]
"""What is mounted where, by absolute path."""


def read_mounts() -> Mounts:
    """All that is mounted now, but for what holds no files of people. Asks no file system."""
    import psutil

    try:
        partitions = psutil.disk_partitions(all=True)
    except OSError:
        return {}
    return {
        part.mountpoint: Mount(
            part.fstype.lower(), part.device, remote="remote" in part.opts.split(",")
        )
        for part in partitions
        if part.fstype not in _NOT_OURS
    }


def mount_of(path: str, mounts: Mounts) -> Mount:
    """What a path is on, by its longest beginning that is a mount point."""
    if path.startswith("\\\\"):
        return Mount("smb", remote=True)
    for above in above_and_self(path):
        if above in mounts:
            return mounts[above]
    return Mount("")


def mounts_below(folder: str, mounts: Mounts) -> Mounts:
    """What is mounted below a folder, but not at it."""
    start = folder.rstrip(os.sep) + os.sep
    return {path: mounts[path] for path in mounts if path.startswith(start) and path != folder}


@dataclass
class MountTable:
    """The mounts, read again only when they have changed where the system tells that.

    Args:
        read: what reads them.
        every: where the system does not tell, the table is read again after so many seconds.
    """

    read: Callable[[], Mounts] = read_mounts
    every: float = 30.0
    _mounts: Mounts = field(default_factory=dict, init=False)
    _read_at: float | None = field(default=None, init=False)
    _told: _Told | None = field(default=None, init=False)

    def at(self, now: float) -> Mounts:
        """The mounts at this time, in seconds."""
        if self._read_at is None:
            self._told = _Told.open()
        if self._read_at is None or self._has_changed(now):
            self._mounts, self._read_at = self.read(), now
        return self._mounts

    def close(self) -> None:
        """Give back what `at` has opened."""
        if self._told is not None:
            self._told.close()

    def _has_changed(self, now: float) -> bool:
        if self._told is not None:
            return self._told.changed()
        return self._read_at is None or now >= self._read_at + self.every


class _Told:
    """Linux tells of a change in the list of mounts to whoever polls the open list."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLERR | select.POLLPRI)

    @classmethod
    def open(cls) -> _Told | None:
        if not sys.platform.startswith("linux"):
            return None
        try:
            return cls(os.open("/proc/self/mountinfo", os.O_RDONLY | os.O_CLOEXEC))
        except OSError:
            return None

    def changed(self) -> bool:
        return any(events & select.POLLERR for _, events in self._poll.poll(0))

    def close(self) -> None:
        os.close(self._descriptor)


def different(before: Mounts, now: Mounts) -> Iterable[str]:
    """Where something was mounted or unmounted."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
