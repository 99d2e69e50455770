"""What a worker does to itself before it looks at a photo.

First the fences against accidents, then, when everything is loaded that it will ever need, the
end of all its rights. What that means on each system is in `docs/sandbox.md`.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import faulthandler
import os
import platform
import signal
import sys
from typing import Self, TextIO

from indexer.decode.fences import landlock, macos, seccomp, windows
from indexer.decode.fences.kernel import Kernel
from indexer.decode.fences.syscalls import MACHINES, Machine
from indexer.decode.types import Confinement, Limits, Scheduling

_PR_SET_PDEATHSIG = 1
_ORPHANED = 3
# Standard input, output and errors, their copies, the alarm's, and a photo with its sidecar.
_MOST_FILES = 16
_IDLE_READING = 3 << 13
_THIS_PROCESS = 1


def fence_in(limits: Limits, niceness: int, scheduling: Scheduling, parent: int) -> None:
    """Limit this process's memory, writing and core dumps, and tie its life to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle.
    _die_with(parent)
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    _give_way(scheduling)
    _limit_resources(limits)


def _die_with(parent: int) -> None:
    if sys.platform != "linux":
        return  # The end of our standard input tells us, and the alarm below.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(_ORPHANED)


def _give_way(scheduling: Scheduling) -> None:
    """Run when nobody else wants to run, where the system knows such a thing."""
    if sys.platform != "linux" or scheduling is Scheduling.NORMAL:
        return
    policy = os.SCHED_IDLE if scheduling is Scheduling.IDLE else os.SCHED_BATCH
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, policy, os.sched_param(0))
    machine = _machine()
    if machine is not None:
        with contextlib.suppress(OSError):
            Kernel().call(machine.numbers["ioprio_set"], _THIS_PROCESS, 0, _IDLE_READING)


def _limit_resources(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: the job does it, and the parent watches our memory.
    wanted = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)]
    if sys.platform == "linux":
        wanted.append((resource.RLIMIT_AS, limits.memory_bytes))
    else:
        # Elsewhere this counts processes; on Linux it counts the threads of the whole user, and
        # whoever has many windows open would have no photo decoded.
        wanted.append((resource.RLIMIT_NPROC, 0))
    for which, most in wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))


def give_up_rights(limits: Limits) -> Confinement:
    """Give up all rights for good; to be called by the only thread there is.

    From here on this process computes, reads what it is handed, and answers. What the system
    lacks is noted, and the rest holds.
    """
    _limit_files()
    system: str = sys.platform
    if system == "linux":
        return _confine_linux()
    if system == "darwin":
        return _confine_macos()
    if system == "win32":
        return _confine_windows(limits)
    return Confinement(seccomp=False, landlock=0, note="this system offers nothing known to us")


def _limit_files() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (_MOST_FILES, _MOST_FILES))


def _machine() -> Machine | None:
    # A program of 32 bits has other numbers than its kernel says.
    return MACHINES.get(platform.machine()) if sys.maxsize > 1 << 32 else None


def _confine_linux() -> Confinement:
    notes: list[str] = []
    kernel, machine = Kernel(), _machine()
    _count_threads(notes)
    _attempt(notes, "no new privileges", kernel.gain_no_privileges)
    if machine is not None:
        _attempt(notes, "capabilities", kernel.drop_capabilities, machine.numbers["capset"])
    spoken = _attempt(notes, "Landlock", landlock.restrict, kernel) or 0
    if spoken == 0:
        notes.append("this kernel has no Landlock")
    filtered = False
    if machine is None:
        notes.append(f"no filter is known for {platform.machine()}")
    else:
        done = len(notes)
        _attempt(notes, "seccomp", seccomp.install, kernel, machine, os.getpid())
        filtered = len(notes) == done
    return Confinement(seccomp=filtered, landlock=spoken, note="; ".join(notes))


def _count_threads(notes: list[str]) -> None:
    with contextlib.suppress(OSError):
        if others := len(os.listdir("/proc/self/task")) - 1:
            # The filter reaches them, Landlock does not.
            notes.append(f"{others} threads stay outside Landlock")


def _attempt(notes: list[str], name: str, action: object, *arguments: object) -> int | None:
    assert callable(action)
    try:
        done: int | None = action(*arguments)
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, str(error))
        notes.append(f"{name} refused ({code})")
        return None
    return done


def _confine_macos() -> Confinement:
    notes: list[str] = []
    _attempt(notes, "the sandbox", macos.restrict)
    other = "" if notes else "sandbox"
    return Confinement(seccomp=False, landlock=0, other=other, note="; ".join(notes))


def _confine_windows(limits: Limits) -> Confinement:
    refused = windows.restrict(limits.memory_bytes)
    note = f"refused: {', '.join(refused)}" if refused else ""
    return Confinement(seccomp=False, landlock=0, other="job", note=note)


class Alarm:
    """Ends this process when a job takes far too long, should the parent not do it.

    The clock is a thread outside the interpreter, so it also works while a library hangs.
    """

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds * 2 + 1
        self._nowhere: TextIO = open(os.devnull, "w")  # noqa: SIM115 - lives as long as the process

    def __enter__(self) -> Self:
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._nowhere)
        return self

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()
