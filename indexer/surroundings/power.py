"""Whether the computer runs on its battery."""

from __future__ import annotations

import os
import sys

_SUPPLIES = "/sys/class/power_supply"
_MAINS = "Mains"
_BATTERY = "Battery"
_OF_A_DEVICE = "Device"


def on_battery() -> bool:
    """Whether the computer runs on its battery now; false where there is none or nobody tells."""
    return draws_on_battery(_SUPPLIES) if sys.platform == "linux" else told_by_psutil()


def draws_on_battery(supplies: str) -> bool:
    """Whether Linux's list of power supplies says that the battery is being drained.

    psutil takes the battery of a wireless mouse for the computer's own where there is no other, and
    a desktop with such a mouse would be on battery for ever. Hence this reading.

    Args:
        supplies: folder with one folder for each supply.
    """
    drained = False
    for supply in _names(supplies):
        folder = os.path.join(supplies, supply)
        kind = _read(folder, "type")
        if kind == _MAINS and _read(folder, "online") == "1":
            return False
        if kind == _BATTERY and _read(folder, "scope") != _OF_A_DEVICE:
            drained = drained or _read(folder, "status") == "Discharging"
    return drained


def told_by_psutil() -> bool:
    """Whether psutil says so: the reading for other systems."""
    import psutil

    try:
        battery = psutil.sensors_battery()
    except (OSError, RuntimeError, AttributeError):
        return False
    return battery is not None and battery.power_plugged is False


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _read(folder: str, name: str) -> str:
    """One attribute; empty where the driver has none, or fails."""
    try:
        with open(os.path.join(folder, name), encoding="ascii", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""
