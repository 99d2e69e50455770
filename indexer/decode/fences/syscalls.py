"""The system calls a decoder may make, with their numbers on each kind of processor.

Decoding needs memory, threads, the clock, and the socket it was born with. Nothing here opens,
creates or names anything: no path, no process, no address can be an argument.
"""

from __future__ import annotations

from dataclasses import dataclass

# fmt: off
_BOTH = {
    # Name: numbers on x86_64 and on aarch64.
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "lseek": (8, 62),
    "pread64": (17, 67), "readv": (19, 65), "writev": (20, 66), "recvmsg": (47, 212),
    "munmap": (11, 215), "brk": (12, 214), "mremap": (25, 216), "madvise": (28, 233),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "restart_syscall": (219, 128),
    "futex": (202, 98), "set_robust_list": (273, 99), "rseq": (334, 293),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getcpu": (309, 168),
    "membarrier": (324, 283),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "gettimeofday": (96, 169), "nanosleep": (35, 101),
    "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173),
    "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "uname": (63, 160), "getcwd": (79, 17), "sysinfo": (99, 179), "getrandom": (318, 278),
    "exit": (60, 93), "exit_group": (231, 94),
    # Only with certain arguments.
    "mmap": (9, 222), "mprotect": (10, 226), "clone": (56, 220), "prlimit64": (302, 261),
    "prctl": (157, 167), "kill": (62, 129), "tgkill": (234, 131),
    # Answered in a way of their own, or made by the worker itself before the door shuts.
    "clone3": (435, 435), "seccomp": (317, 277), "capset": (126, 91), "ioprio_set": (251, 30),
}
_X86_64_ONLY = {"time": 201, "poll": 7}
_AARCH64_ONLY = {"ppoll": 73}
# fmt: on

CONDITIONAL = ("mmap", "mprotect", "clone", "prlimit64", "prctl", "kill", "tgkill")
SPECIAL = ("clone3", "seccomp", "capset", "ioprio_set")
LAST_KNOWN = 469
"""No system call above was known when this list was made; they are said not to exist."""


@dataclass(frozen=True)
class Machine:
    """A kind of processor as the kernel's filters see it.

    Attributes:
        architecture: its number in `AUDIT_ARCH_…`.
        numbers: of the system calls above, by name.
        first_foreign: the first number of another set of calls, if there is one.
    """

    architecture: int
    numbers: dict[str, int]
    first_foreign: int | None

    @property
    def plain(self) -> tuple[int, ...]:
        """The calls allowed with any arguments."""
        special = {*CONDITIONAL, *SPECIAL}
        return tuple(self.numbers[name] for name in self.numbers if name not in special)


MACHINES = {
    "x86_64": Machine(
        0xC000003E, {name: both[0] for name, both in _BOTH.items()} | _X86_64_ONLY, 0x40000000
    ),
    "aarch64": Machine(
        0xC00000B7, {name: both[1] for name, both in _BOTH.items()} | _AARCH64_ONLY, None
    ),
}
