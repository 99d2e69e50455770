"""Giving way to everything else on the computer, and leaving cores to it.

Nothing here raises: a priority that cannot be lowered is no reason not to work.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import Any

_NICE = 10
_LOWEST = 7
_DARWIN_THREAD = 3
_DARWIN_PROCESS = 4
_DARWIN_BACKGROUND = 0x1000
_THREAD_BACKGROUND = 0x0001_0000
_AUTOGROUP = "/proc/self/autogroup"


def lower_this_thread() -> None:
    """Let the calling thread, and those it starts, give way to other threads and programs.

    Milder than `lower_this_process`: threads of one process share the interpreter's lock and the
    library's, so one that got no time at all could hold up a search.
    """
    if sys.platform == "linux":
        import psutil

        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(_NICE, os.getpriority(os.PRIO_PROCESS, 0)))
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        _lower_io(psutil.IOPRIO_CLASS_BE, _LOWEST)
    elif sys.platform == "darwin":
        with suppress(OSError):
            os.setpriority(_DARWIN_THREAD, 0, _DARWIN_BACKGROUND)
    elif sys.platform == "win32":
        import ctypes

        lower_thread_on_windows(ctypes.windll.kernel32)


def lower_this_process() -> None:
    """Let this process work only when nothing else wants to. For processes of their own.

    Call it in the main thread, before others are started: on Linux they inherit it.
    """
    if sys.platform == "linux":
        import psutil

        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(_NICE, os.getpriority(os.PRIO_PROCESS, 0)))
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        _lower_io(psutil.IOPRIO_CLASS_IDLE, None)
        _lower_session()
    elif sys.platform == "darwin":
        with suppress(OSError):
            os.setpriority(_DARWIN_PROCESS, 0, _DARWIN_BACKGROUND)
    elif sys.platform == "win32":
        import psutil

        lower_process_on_windows(psutil)


def _lower_io(kind: Any, value: int | None) -> None:
    """Set the calling thread's place among those who read and write. Linux."""
    import psutil

    with suppress(psutil.Error, OSError, ValueError):
        psutil.Process(threading.get_native_id()).ionice(kind, value)


def _lower_session() -> None:
    """Lower the whole session, if it is this process's own.

    Where the kernel shares out time among sessions first (autogroup, usual on desktops), nice
    counts only within one, and a session of its own would have a full share whatever its members'
    niceness.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            if os.getsid(0) == os.getpid():
                with open(_AUTOGROUP, "w", encoding="ascii") as file:
                    file.write(str(_NICE))


def lower_thread_on_windows(kernel32: Any) -> None:
    """Ask Windows for a thread's background mode. Untested on Windows itself.

    Args:
        kernel32: the library of that name.
    """
    import ctypes

    kernel32.GetCurrentThread.restype = ctypes.c_void_p
    kernel32.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
    kernel32.SetThreadPriority(kernel32.GetCurrentThread(), _THREAD_BACKGROUND)


def lower_process_on_windows(psutil: Any) -> None:
    """Ask Windows for low priorities. Untested on Windows itself.

    Not the background mode of a process: it limits the memory it keeps to 32 MB, and a decoder
    would be swapped out all the time.

    Args:
        psutil: the module, with its constants for Windows.
    """
    process = psutil.Process()
    with suppress(psutil.Error, OSError):
        process.nice(psutil.IDLE_PRIORITY_CLASS)
    with suppress(psutil.Error, OSError):
        process.ionice(psutil.IOPRIO_VERYLOW)


def limit_cores(number: int | None) -> int:
    """Bind the calling thread to so many cores; on Linux also what it starts from now on.

    Which cores there are is what the main thread may use: do not call it there.

    Args:
        number: how many at most, at least 1; None for all again.

    Returns:
        How many cores are left, which is how many workers make sense. Where a thread cannot be
        bound, that number is the limit itself, and it is for the caller to start no more.
    """
    if sys.platform == "linux":
        every = sorted(os.sched_getaffinity(os.getpid()))
        # The last ones: the system's interrupts are dealt with on the first, and where cores
        # differ the slow and frugal ones usually come last.
        chosen = every if number is None else every[-max(1, number) :]
        with suppress(OSError):
            os.sched_setaffinity(0, chosen)
        return len(chosen)
    else:  # noqa: RET505  (mypy reads the branches so)
        count = os.cpu_count() or 1
        return count if number is None else max(1, min(number, count))
