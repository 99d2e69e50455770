"""macOS: the system's own sandbox, with a profile that denies whatever it can name."""

from __future__ import annotations

import ctypes
import errno
import os

# `deny default` covers files, network, processes, and services. A process may look at the
# machine it runs on (how many cores), and end itself.
PROFILE = b"(version 1)(deny default)(allow sysctl-read)(allow signal (target self))"


def restrict(library: ctypes.CDLL | None = None) -> None:
    """Enter the sandbox; there is no way out.

    Raises:
        OSError: the system refuses, or has no such function any more.
    """
    library = library or ctypes.CDLL("/usr/lib/libSystem.B.dylib")
    try:
        enter = library.sandbox_init
    except AttributeError as error:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
    message = ctypes.c_char_p()
    if enter(ctypes.c_char_p(PROFILE), ctypes.c_uint64(0), ctypes.byref(message)) != 0:
        said = (message.value or b"no reason given").decode("utf-8", "replace")
        raise OSError(said)
