"""What macOS is told about the application: Info.plist, entitlements, and the Quick Action.

Nothing of this has been tried on macOS itself yet.
"""

from __future__ import annotations

import plistlib
import re
from pathlib import Path
from typing import Any

IDENTIFIER = "org.pictrove.pictrove"
ACTION = "Search with Pictrove"

_FOLDERS = {
    "NSDesktopFolderUsageDescription": "photos on your desktop",
    "NSDocumentsFolderUsageDescription": "photos in your documents",
    "NSDownloadsFolderUsageDescription": "photos among your downloads",
    "NSRemovableVolumesUsageDescription": "photos on drives and cards that you connect",
    "NSNetworkVolumesUsageDescription": "photos on drives in your network",
}
_SCRIPT = f'exec /usr/bin/open -n -b {IDENTIFIER} --args gui "$@"\n'
"""A second Pictrove hands its pictures to the one that runs, and ends."""


def info(version: str) -> dict[str, Any]:
    """What PyInstaller adds to Info.plist.

    Args:
        version: Pictrove's.
    """
    plain = ".".join(re.findall(r"\d+", version)[:3])
    usage = {
        key: f"Pictrove reads {what} to make them searchable; nothing leaves your computer."
        for key, what in _FOLDERS.items()
    }
    return {
        "CFBundleDisplayName": "Pictrove",
        "CFBundleShortVersionString": plain,
        "CFBundleVersion": plain,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "de"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Picture",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",  # never instead of the user's viewer
                "LSItemContentTypes": ["public.image"],
            }
        ],
        "LSApplicationCategoryType": "public.app-category.photography",
        # That of the wheels inside: Qt's, NumPy's and ONNX Runtime's for arm64 are made for it.
        "LSMinimumSystemVersion": "14.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Licensed under Apache-2.0",
        "NSCameraUsageDescription": "Pictrove takes a photo to search by it, when you ask for it.",
        **usage,
    }


def entitlements() -> dict[str, bool]:
    """What the hardened runtime has to allow."""
    return {
        # Qt may be replaced by a build of the user's own, as its licence (LGPL) demands.
        "com.apple.security.cs.disable-library-validation": True,
        # Python's ctypes makes callbacks at run time.
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.device.camera": True,
    }


def write_quick_action(folder: Path) -> Path:
    """Write the Quick Action of Finder, which searches for pictures like the chosen ones.

    Args:
        folder: where it goes; the user opens it once to install it.
    """
    contents = folder / f"{ACTION}.workflow" / "Contents"
    contents.mkdir(parents=True, exist_ok=True)
    (contents / "Info.plist").write_bytes(plistlib.dumps(_service()))
    (contents / "document.wflow").write_bytes(plistlib.dumps(_workflow()))
    return contents.parent


def _service() -> dict[str, Any]:
    service = {
        "NSMenuItem": {"default": ACTION},
        "NSMessage": "runWorkflowAsService",
        "NSRequiredContext": {"NSApplicationIdentifier": "com.apple.finder"},
        "NSSendFileTypes": ["public.image"],
    }
    return {"NSServices": [service]}


def _workflow() -> dict[str, Any]:
    return {
        "AMApplicationBuild": "523",
        "AMApplicationVersion": "2.10",
        "AMDocumentVersion": "2",
        "actions": [{"action": _shell_action(), "isViewVisible": True}],
        "connectors": {},
        "workflowMetaData": {
            "serviceInputTypeIdentifier": "com.apple.Automator.fileSystemObject.image",
            "serviceOutputTypeIdentifier": "com.apple.Automator.nothing",
            "serviceProcessesInput": 0,
            "serviceApplicationBundleID": "com.apple.finder",
            "workflowTypeIdentifier": "com.apple.Automator.servicesMenu",
        },
    }


def _shell_action() -> dict[str, Any]:
    return {
        "ActionBundlePath": "/System/Library/Automator/Run Shell Script.action",
        "ActionName": "Run Shell Script",
        "BundleIdentifier": "com.apple.RunShellScript",
        "Class Name": "RunShellScriptAction",
        "AMAccepts": {"Container": "List", "Optional": True, "Types": ["com.apple.cocoa.path"]},
        "AMProvides": {"Container": "List", "Types": ["com.apple.cocoa.string"]},
        "AMActionVersion": "2.0.3",
        "ActionParameters": {
            "COMMAND_STRING": _SCRIPT,
            "CheckedForUserDefaultShell": True,
            "inputMethod": 1,  # as arguments
            "shell": "/bin/sh",
            "source": "",
        },
    }
