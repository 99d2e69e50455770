"""System calls that the standard library does not offer, by their numbers."""

from __future__ import annotations

import ctypes
import os

_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION_3 = 0x20080522


class Kernel:
    """The kernel of this machine. All methods raise OSError where it refuses or lacks something."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.syscall.restype = ctypes.c_long

    def call(self, number: int, *arguments: int | ctypes.Array[ctypes.c_char] | None) -> int:
        """Make a system call; buffers are passed by their address."""
        passed = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
        returned: int = self._libc.syscall(ctypes.c_long(number), *passed)
        if returned < 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error))
        return returned

    def control(self, option: int, value: int) -> None:
        """Do `prctl` with one value."""
        longs = [ctypes.c_ulong(each) for each in (value, 0, 0, 0)]
        if self._libc.prctl(ctypes.c_int(option), *longs) != 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error))

    def gain_no_privileges(self) -> None:
        """Never gain rights by starting a program; what the fences ask for."""
        self.control(_PR_SET_NO_NEW_PRIVS, 1)

    def drop_capabilities(self, capset: int) -> None:
        """Give up what the superuser may; `capset` is the number of that call."""
        head = ctypes.create_string_buffer(
            _CAPABILITY_VERSION_3.to_bytes(4, "little") + bytes(4), 8
        )
        self.call(capset, head, ctypes.create_string_buffer(bytes(24), 24))
