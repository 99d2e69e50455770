"""What a worker does to itself before it looks at a photo.

Everything here is a fence against accidents. Taking away the right to open files and to
speak to the network belongs here too, once the files come as open descriptors.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import os
import signal
import sys
from typing import Self, TextIO

from indexer.decode.types import Limits

_PR_SET_PDEATHSIG = 1
_ORPHANED = 3


def confine(limits: Limits, niceness: int, parent: int) -> None:
    """Limit this process's memory, writing and core dumps, and tie its life to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle.
    _die_with(parent)
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    _limit_resources(limits)


def _die_with(parent: int) -> None:
    if sys.platform != "linux":
        return  # The end of our standard input tells us, and the alarm below.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(_ORPHANED)


def _limit_resources(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: the parent watches our memory.
    wanted = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)]
    if sys.platform == "linux":
        wanted.append((resource.RLIMIT_AS, limits.memory_bytes))
    for which, most in wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))


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
