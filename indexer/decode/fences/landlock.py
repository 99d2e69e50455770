"""Landlock: no path, no port and no other process can be reached any more (Linux 5.13)."""

from __future__ import annotations

import ctypes
import os
import struct

from indexer.decode.fences.kernel import Kernel

# The same on every kind of processor.
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1

# All rights to files that each version of the interface can take away, by their number.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
_TCP_RIGHTS, _TCP_SINCE = 0b11, 4
# Abstract Unix sockets, and signals.
_SCOPES, _SCOPES_SINCE = 0b11, 6


def version(kernel: Kernel) -> int:
    """The version of the interface that this kernel speaks; 0 where it has none."""
    try:
        return kernel.call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def rules(version: int) -> bytes:
    """A set of rules that takes everything this version knows, and allows nothing."""
    bits = max(count for since, count in _FILE_RIGHTS.items() if version >= since)
    parts = [(1 << bits) - 1]
    if version >= _TCP_SINCE:
        parts.append(_TCP_RIGHTS)
    if version >= _SCOPES_SINCE:
        parts.append(_SCOPES)
    return struct.pack(f"={len(parts)}Q", *parts)


def restrict(kernel: Kernel) -> int:
    """Restrict the calling thread and all that it starts; needs `gain_no_privileges` before.

    Returns:
        The version of the interface, 0 where the kernel has none.

    Raises:
        OSError: the kernel refuses.
    """
    spoken = version(kernel)
    if spoken < 1:
        return 0
    wanted = rules(spoken)
    buffer = ctypes.create_string_buffer(wanted, len(wanted))
    ruleset = kernel.call(_CREATE_RULESET, buffer, len(wanted), 0)
    try:
        kernel.call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return spoken
