"""Files whose content lies in the cloud: reading them would download them."""

from __future__ import annotations

import os

_RECALL_ON_OPEN = 0x0004_0000
_RECALL_ON_DATA_ACCESS = 0x0040_0000
_OFFLINE = 0x1000
_WINDOWS = _RECALL_ON_OPEN | _RECALL_ON_DATA_ACCESS | _OFFLINE
_MACOS = 0x4000_0000  # SF_DATALESS


def is_placeholder(status: os.stat_result) -> bool:
    """Whether the system would have to fetch the content of the file of this status.

    Windows (OneDrive and others) and macOS (iCloud and others) mark such files. Linux has no mark:
    there it is always false. The file is not opened.
    """
    if getattr(status, "st_file_attributes", 0) & _WINDOWS:
        return True
    return bool(getattr(status, "st_flags", 0) & _MACOS)
