"""Windows: a job for this process alone, policies of the process, and a token of low integrity.

None of it keeps a process from reading files of its user; see `docs/sandbox.md`.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from typing import Any

_EXTENDED_LIMITS, _UI_RESTRICTIONS = 9, 4
_LIMIT_ACTIVE_PROCESSES, _LIMIT_PROCESS_MEMORY, _DIE_SILENTLY = 0x8, 0x100, 0x400
_ALL_UI_RESTRICTIONS = 0xFF

# Number of the policy, and its flags.
_POLICIES = {
    "children": (13, 0x1),  # no child processes
    "code": (2, 0x1),  # no new executable memory
    "windows": (4, 0x1),  # no calls into the window system
    "extensions": (6, 0x1),  # no legacy hooks
    "images": (10, 0x3),  # no libraries from the network, or of low integrity
}
_TOKEN_INTEGRITY, _ADJUST_AND_QUERY = 25, 0x0080 | 0x0008
_SE_GROUP_INTEGRITY = 0x20
# S-1-16-4096: may write to nothing of the user's.
_LOW_INTEGRITY = struct.pack("<BB6sI", 1, 1, b"\0\0\0\0\0\x10", 4096)


def restrict(memory_bytes: int, kernel32: Any = None, advapi32: Any = None) -> tuple[str, ...]:
    """Apply all that the system offers.

    Returns:
        What it refused, by name; the rest holds.
    """
    kernel32 = kernel32 or ctypes.CDLL("kernel32")
    advapi32 = advapi32 or ctypes.CDLL("advapi32")
    return tuple(_refused(memory_bytes, kernel32, advapi32))


def _refused(memory_bytes: int, kernel32: Any, advapi32: Any) -> Iterator[str]:
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel32.GetCurrentProcess())
    if not _enter_job(memory_bytes, process, kernel32):
        yield "job"
    if not _lower_integrity(process, kernel32, advapi32):
        yield "integrity"
    for name, (number, flags) in _POLICIES.items():
        value = ctypes.c_uint32(flags)
        if not kernel32.SetProcessMitigationPolicy(
            ctypes.c_int(number), ctypes.byref(value), ctypes.c_size_t(4)
        ):
            yield name


def job_limits(memory_bytes: int) -> bytes:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: one process, so much memory, no error windows."""
    flags = _LIMIT_ACTIVE_PROCESSES | _LIMIT_PROCESS_MEMORY | _DIE_SILENTLY
    basic = struct.pack("@qqINNIPII", 0, 0, flags, 0, 0, 1, 0, 0, 0)
    counters = bytes(6 * 8)
    return basic + counters + struct.pack("@NNNN", memory_bytes, 0, 0, 0)


def _enter_job(memory_bytes: int, process: ctypes.c_void_p, kernel32: Any) -> bool:
    kernel32.CreateJobObjectW.restype = ctypes.c_void_p
    # Its handle stays open until the process ends, and the job with it.
    job = ctypes.c_void_p(kernel32.CreateJobObjectW(None, None))
    limits = job_limits(memory_bytes)
    ui = struct.pack("=I", _ALL_UI_RESTRICTIONS)
    done = [
        kernel32.SetInformationJobObject(job, ctypes.c_int(kind), told, ctypes.c_uint32(len(told)))
        for kind, told in ((_EXTENDED_LIMITS, limits), (_UI_RESTRICTIONS, ui))
    ]
    return bool(kernel32.AssignProcessToJobObject(job, process)) and all(done)


def _lower_integrity(process: ctypes.c_void_p, kernel32: Any, advapi32: Any) -> bool:
    token = ctypes.c_void_p()
    if not advapi32.OpenProcessToken(
        process, ctypes.c_uint32(_ADJUST_AND_QUERY), ctypes.byref(token)
    ):
        return False
    sid = ctypes.create_string_buffer(_LOW_INTEGRITY, len(_LOW_INTEGRITY))
    # TOKEN_MANDATORY_LABEL, its padding included; the size to tell counts the identifier too.
    label = struct.pack("@PI0P", ctypes.addressof(sid), _SE_GROUP_INTEGRITY) + _LOW_INTEGRITY
    size = ctypes.c_uint32(len(label))
    lowered = advapi32.SetTokenInformation(token, ctypes.c_int(_TOKEN_INTEGRITY), label, size)
    kernel32.CloseHandle(token)
    return bool(lowered)
