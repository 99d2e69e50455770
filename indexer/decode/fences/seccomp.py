"""seccomp: a filter in the kernel that lets through the system calls of a list, and no other.

The filter is a program of the kernel's classic BPF: instructions that load a word of the call's
number or arguments, compare it, and return what is to happen.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.decode.fences.kernel import Kernel
from indexer.decode.fences.syscalls import LAST_KNOWN, Machine

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_DENY, _ABSENT = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_SET_FILTER, _ALL_THREADS = 1, 1
_PROT_EXEC = 0x4
_CLONE_THREAD = 0x00010000
# New namespaces, and whatever makes a process rather than a thread.
_CLONE_OTHER = 0x7E02_0000 | 0x0000_4000
_PR_SET_NAME, _PR_SET_VMA = 15, 0x53564D41


@dataclass(frozen=True)
class Step:
    """One instruction; the jumps are how many instructions to leave out."""

    code: int
    value: int
    if_true: int = 0
    if_false: int = 0

    def packed(self) -> bytes:
        """As the kernel reads it."""
        return struct.pack("=HBBI", self.code, self.if_true, self.if_false, self.value)


@dataclass(frozen=True)
class Check:
    """A condition on the low or high half of an argument of 64 bits."""

    argument: int
    code: int
    value: int
    wanted: bool = True
    high: bool = False

    def steps(self, left: int) -> list[Step]:
        """Load and compare; leave out the `left` instructions after it where it fails."""
        at = _ARGUMENTS + 8 * self.argument + 4 * self.high
        missed = (0, left) if self.wanted else (left, 0)
        return [Step(_LOAD, at), Step(self.code, self.value, *missed)]


def program(machine: Machine, own_pid: int) -> list[Step]:
    """The filter for a decoder whose process id is `own_pid`."""
    numbers = machine.numbers
    steps = [Step(_LOAD, _ARCHITECTURE), *_returning(_EQUAL, machine.architecture, None, _KILL)]
    steps += [Step(_LOAD, _NUMBER)]
    if machine.first_foreign is not None:
        steps += _returning(_AT_LEAST, machine.first_foreign, _KILL, None)
    steps += _returning(_AT_LEAST, LAST_KNOWN + 1, _ABSENT, None)
    # The C library then makes threads by `clone`, whose flags a filter can see.
    steps += _returning(_EQUAL, numbers["clone3"], _ABSENT, None)
    for number in machine.plain:
        steps += _returning(_EQUAL, number, _ALLOW, None)
    for name, checks in _conditions(own_pid):
        steps += _if_all(numbers[name], checks)
    return [*steps, Step(_RETURN, _DENY)]


def _conditions(own_pid: int) -> Iterable[tuple[str, list[Check]]]:
    yield "mmap", [Check(2, _ANY_BIT, _PROT_EXEC, wanted=False)]
    yield "mprotect", [Check(2, _ANY_BIT, _PROT_EXEC, wanted=False)]
    yield (
        "clone",
        [Check(0, _ANY_BIT, _CLONE_THREAD), Check(0, _ANY_BIT, _CLONE_OTHER, wanted=False)],
    )
    # Its own limits, to be read only.
    nothing_new = [Check(2, _EQUAL, 0), Check(2, _EQUAL, 0, high=True)]
    yield "prlimit64", [Check(0, _EQUAL, 0), *nothing_new]
    # What is asked of `prctl` and `kill` has 32 bits.
    for option in (_PR_SET_NAME, _PR_SET_VMA):
        yield "prctl", [Check(0, _EQUAL, option)]
    # A library that gives up ends by a signal to itself.
    yield "kill", [Check(0, _EQUAL, own_pid)]
    yield "tgkill", [Check(0, _EQUAL, own_pid)]


def _returning(code: int, value: int, if_true: int | None, if_false: int | None) -> list[Step]:
    """Compare and return one thing or the other; None goes on with what follows."""
    if if_true is not None:
        return [Step(code, value, 0, 1), Step(_RETURN, if_true)]
    assert if_false is not None
    return [Step(code, value, 1, 0), Step(_RETURN, if_false)]


def _if_all(number: int, checks: list[Check]) -> list[Step]:
    """Allow a call whose arguments pass all checks; else go on as if it had not been looked at."""
    # What was compared is loaded anew at the end, for the blocks that follow.
    body = [Step(_RETURN, _ALLOW)]
    for check in reversed(checks):
        body = [*check.steps(len(body)), *body]
    body.append(Step(_LOAD, _NUMBER))
    return [Step(_EQUAL, number, 0, len(body)), *body]


def install(kernel: Kernel, machine: Machine, own_pid: int) -> None:
    """Put the filter before all threads of this process; needs `gain_no_privileges` before.

    Raises:
        OSError: the kernel refuses, or has no such thing.
    """
    steps = program(machine, own_pid)
    code = b"".join(step.packed() for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("@HP", len(steps), ctypes.addressof(buffer))
    described = ctypes.create_string_buffer(head, len(head))
    failed = kernel.call(machine.numbers["seccomp"], _SET_FILTER, _ALL_THREADS, described)
    if failed:
        # With _ALL_THREADS this is the id of a thread that could not be brought along.
        raise OSError(errno.ESRCH, "a thread cannot be confined")
