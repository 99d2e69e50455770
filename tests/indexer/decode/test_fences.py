"""The fences as programs and tables: what the kernel is told, without telling it."""

from __future__ import annotations

import ctypes
import errno
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decode.fences import landlock, macos, seccomp, windows
from indexer.decode.fences.syscalls import CONDITIONAL, LAST_KNOWN, MACHINES, SPECIAL

PID = 4321
ALLOW, KILL, DENY, ABSENT = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050000 | errno.ENOSYS
NAMES = st.sampled_from(sorted(MACHINES))
WORDS = st.integers(0, (1 << 64) - 1)
FEW = st.sampled_from([0, 1, PID, PID + 1, 7, 15, 17, 1 << 32, 0x3D0F00, 0x10000000])


def run(machine, number: int, arguments=(), architecture: int | None = None) -> int:
    """What the filter says to a call, by an interpreter of the few instructions it uses."""
    arguments = [*arguments, *([0] * 6)][:6]
    call = struct.pack("<iIQ6Q", number, architecture or machine.architecture, 0, *arguments)
    at, loaded = 0, 0
    steps = seccomp.program(machine, PID)
    while True:
        step = steps[at]
        at += 1
        if step.code == 0x20:
            loaded = struct.unpack_from("<I", call, step.value)[0]
        elif step.code == 0x06:
            return step.value
        else:
            true = {
                0x15: loaded == step.value,
                0x35: loaded >= step.value,
                0x45: bool(loaded & step.value),
            }[step.code]
            at += step.if_true if true else step.if_false


@pytest.mark.parametrize("name", MACHINES)
def test_a_filter_is_one_the_kernel_takes(name):
    steps = seccomp.program(MACHINES[name], PID)
    assert len(steps) < 4096
    for at, step in enumerate(steps):
        assert at + 1 + max(step.if_true, step.if_false) < len(steps) or step.code == 0x06
        assert max(step.if_true, step.if_false) < 256
        assert len(step.packed()) == 8


@given(NAMES, st.integers(0, 600), st.lists(WORDS | FEW, max_size=6))
def test_nothing_is_allowed_that_is_not_listed(name, number, arguments):
    machine = MACHINES[name]
    verdict = run(machine, number, arguments)
    listed = {machine.numbers[each] for each in machine.numbers if each not in SPECIAL}
    if number in machine.plain:
        assert verdict == ALLOW
    elif number not in listed:
        absent = number > LAST_KNOWN or number == machine.numbers["clone3"]
        assert verdict == (ABSENT if absent else DENY)


@given(NAMES, st.sampled_from(CONDITIONAL), st.lists(WORDS | FEW, min_size=6, max_size=6))
def test_calls_are_allowed_with_harmless_arguments_only(name, call, arguments):
    machine = MACHINES[name]
    low = [argument & 0xFFFFFFFF for argument in arguments]
    harmless = {
        "mmap": not low[2] & 4,
        "mprotect": not low[2] & 4,
        "clone": bool(low[0] & 0x10000) and not low[0] & 0x7E024000,
        "prlimit64": low[0] == 0 and arguments[2] == 0,
        "prctl": low[0] in (15, 0x53564D41),
        "kill": low[0] == PID,
        "tgkill": low[0] == PID,
    }[call]
    assert run(machine, machine.numbers[call], arguments) == (ALLOW if harmless else DENY)


@pytest.mark.parametrize("name", MACHINES)
def test_a_thread_can_be_made_and_a_process_cannot(name):
    machine = MACHINES[name]
    thread = 0x003D0F00  # what the C library asks for
    assert run(machine, machine.numbers["clone"], [thread]) == ALLOW
    for process in (17, 0x4111, 0x01200011, thread | 0x10000000):
        assert run(machine, machine.numbers["clone"], [process]) == DENY


def test_calls_in_another_way_end_the_process():
    x86, arm = MACHINES["x86_64"], MACHINES["aarch64"]
    assert run(x86, 0x40000000) == run(x86, 0x40000027) == KILL
    assert run(x86, 0, architecture=0x40000003) == KILL
    assert run(arm, 63, architecture=0x40000028) == KILL


@pytest.mark.parametrize(
    ("version", "length", "files"),
    [(1, 8, 13), (2, 8, 14), (3, 8, 15), (4, 16, 15), (5, 16, 16), (6, 24, 16), (9, 24, 16)],
)
def test_landlock_takes_all_that_each_version_knows(version, length, files):
    rules = landlock.rules(version)
    assert len(rules) == length
    words = struct.unpack(f"={length // 8}Q", rules)
    assert words == ((1 << files) - 1, 3, 3)[: length // 8]


class Library:
    """Stands for a system library: notes what is called, and answers as it is told."""

    def __init__(self, **answers: int) -> None:
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self._answers = answers

    def __getattr__(self, name: str):
        if name.startswith("_") or self._answers.get(name) == -1:
            raise AttributeError(name)

        def called(*arguments: object) -> int:
            self.calls.append((name, arguments))
            return self._answers.get(name, 1)

        called.restype = None
        self.__dict__[name] = called
        return called


def test_the_sandbox_of_macos_denies_by_default():
    library = Library(sandbox_init=0)
    macos.restrict(library)
    ((name, arguments),) = library.calls
    assert name == "sandbox_init"
    assert arguments[0].value == macos.PROFILE
    assert b"(deny default)" in macos.PROFILE
    assert b"file" not in macos.PROFILE


@pytest.mark.parametrize("answer", [1, -1])
def test_a_macos_that_refuses_is_an_error(answer):
    with pytest.raises(OSError):  # noqa: PT011 - its text is the system's
        macos.restrict(Library(sandbox_init=answer))


def test_windows_gets_a_job_a_low_integrity_and_policies():
    kernel32, advapi32 = Library(), Library()
    assert windows.restrict(1 << 30, kernel32, advapi32) == ()
    names = [name for name, _ in kernel32.calls]
    assert names.count("SetInformationJobObject") == 2
    assert names.count("SetProcessMitigationPolicy") == 5
    assert "AssignProcessToJobObject" in names
    assert [name for name, _ in advapi32.calls] == ["OpenProcessToken", "SetTokenInformation"]


def test_what_windows_refuses_is_told():
    kernel32 = Library(SetProcessMitigationPolicy=0, AssignProcessToJobObject=0)
    refused = windows.restrict(1 << 30, kernel32, Library(OpenProcessToken=0))
    assert refused == ("job", "integrity", "children", "code", "windows", "extensions", "images")


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_structures_of_windows_have_their_sizes():
    limits = windows.job_limits(1 << 30)
    assert len(limits) == 144
    assert struct.unpack_from("<I", limits, 16)[0] == 0x8 | 0x100 | 0x400
    assert struct.unpack_from("<I", limits, 40)[0] == 1
    assert struct.unpack_from("<Q", limits, 112)[0] == 1 << 30
