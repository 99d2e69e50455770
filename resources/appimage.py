"""Whether this program runs from an AppImage, and from which.

An AppImage mounts itself below /tmp for as long as the process lives that it was started as. What
is to live longer, or to be started again, has to be started as the AppImage: then it gets a mount
of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def appimage(environ: Mapping[str, str] = os.environ) -> str | None:
    """The AppImage's file; None if this program does not run mounted from one.

    The environment alone does not tell: it also reaches programs that are started by another
    program's AppImage.
    """
    file, mount = environ.get("APPIMAGE"), environ.get("APPDIR")
    if not (getattr(sys, "frozen", False) and file and mount):
        return None
    inside = Path(sys.executable).resolve().is_relative_to(Path(mount).resolve())
    # Unpacked, because it cannot be mounted here: then it could not be started so, either.
    return file if inside and os.path.ismount(mount) else None
