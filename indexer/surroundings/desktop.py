"""How long nobody has touched keyboard or mouse, as Linux desktops tell it over D-Bus.

There is no one answer for all of them, so these are asked, and the first that knows is believed:

1. the window managers of GNOME and Cinnamon, which count milliseconds;
2. the screen saver's idle time: right in Plasma on X11, always 0 or an error elsewhere;
3. systemd's login service, which knows terminals, and desktops that care to tell it;
4. whether the screen is locked or blanked: all that Plasma on Wayland tells.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from indexer.surroundings.bus import Bus, BusError

_PATIENCE = 0.9
_MILLI = 1e3
_MICRO = 1e6
_LONG_AWAY = 24 * 3600.0
_SCREEN_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
_MONITORS = (
    ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"),
    ("org.cinnamon.Muffin.IdleMonitor", "/org/cinnamon/Muffin/IdleMonitor/Core"),
)
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1/user/self")
_USER = "org.freedesktop.login1.User"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"


def idle_seconds(
    environ: Mapping[str, str] = os.environ,
    now: Callable[[], float] = time.time,
    patience: float = _PATIENCE,
) -> float | None:
    """Seconds since the last input in this user's session; None if nobody tells.

    Args:
        environ: names the buses, in the usual variables.
        now: seconds since 1970.
        patience: seconds for everything that one bus is asked.
    """
    locked = None
    with _on_bus(session_bus(environ), patience) as session:
        if session:
            known = _by_window_manager(session) or _by_screen_saver(session)
            if known is not None:
                return known
            locked = _by_lock(session)
    address = environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _SYSTEM_BUS
    with _on_bus(address, patience) as system:
        known = _by_login(system, now()) if system else None
    return locked if known is None else known


@contextmanager
def _on_bus(address: str | None, patience: float) -> Iterator[Bus | None]:
    try:
        bus = Bus(address, patience) if address else None
    except BusError:
        bus = None
    try:
        yield bus
    finally:
        if bus:
            bus.close()


def session_bus(environ: Mapping[str, str]) -> str | None:
    """The address of the session's bus, also for an engine that was started outside of it.

    None if there is none.
    """
    address = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if address:
        return address
    folder = environ.get("XDG_RUNTIME_DIR")
    return f"unix:path={folder}/bus" if folder else None


def _ask(bus: Bus, where: tuple[str, str], interface: str, member: str, *body: str) -> Any:
    """The answer, or None if there is none."""
    try:
        return bus.call(where, interface, member, *body)
    except BusError:
        return None


def _by_window_manager(bus: Bus) -> float | None:
    for monitor in _MONITORS:
        idle = _ask(bus, monitor, monitor[0], "GetIdletime")
        if isinstance(idle, int):
            # Never 0, which would be taken for no answer.
            return max(idle, 1) / _MILLI
    return None


def _by_screen_saver(bus: Bus) -> float | None:
    idle = _ask(bus, _SCREEN_SAVER, _SCREEN_SAVER[0], "GetSessionIdleTime")
    return idle / _MILLI if isinstance(idle, int) and idle > 0 else None


def _by_lock(bus: Bus) -> float | None:
    locked = _ask(bus, _SCREEN_SAVER, _SCREEN_SAVER[0], "GetActive")
    if not isinstance(locked, bool):
        return None
    return _LONG_AWAY if locked else 0.0


def _by_login(bus: Bus, now: float) -> float | None:
    """What systemd's login service has been told; a hint that was never set says nothing."""
    idle = _ask(bus, _LOGIN, _PROPERTIES, "Get", _USER, "IdleHint")
    since = _ask(bus, _LOGIN, _PROPERTIES, "Get", _USER, "IdleSinceHint")
    if not isinstance(idle, bool) or not isinstance(since, int) or not since:
        return None
    return max(0.0, now - since / _MICRO) if idle else 0.0
