"""Who tells whether somebody is there, and that nobody can keep us waiting."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from indexer.surroundings import desktop, presence
from indexer.surroundings.bus import Bus, BusError

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="D-Bus is for Unix")

MUTTER = ("org.gnome.Mutter.IdleMonitor", "GetIdletime")
MUFFIN = ("org.cinnamon.Muffin.IdleMonitor", "GetIdletime")
SAVER = ("org.freedesktop.ScreenSaver", "GetSessionIdleTime")
LOCKED = ("org.freedesktop.ScreenSaver", "GetActive")
HINT = ("org.freedesktop.login1.User", "IdleHint")
SINCE = ("org.freedesktop.login1.User", "IdleSinceHint")
NOW = 1_800_000_000.0


def hints(since: float, *, idle: bool) -> dict:
    return {HINT: ("v", ("b", idle)), SINCE: ("v", ("t", int(since * 1e6)))}


@pytest.mark.parametrize(
    ("session", "system", "expected"),
    [
        ({MUTTER: ("t", 4500)}, {}, 4.5),
        ({MUTTER: ("t", 0), SAVER: ("u", 9000)}, {}, 0.001),
        ({MUFFIN: ("t", 7000)}, {}, 7.0),
        ({SAVER: ("u", 65_000)}, {}, 65.0),
        ({SAVER: ("u", 0)}, {}, None),
        ({SAVER: ("u", 0)}, hints(NOW - 300, idle=True), 300.0),
        ({}, hints(NOW - 300, idle=False), 0.0),
        ({}, hints(0, idle=False), None),
        ({}, hints(NOW + 300, idle=True), 0.0),
        ({LOCKED: ("b", True)}, {}, 24 * 3600.0),
        ({LOCKED: ("b", False)}, hints(0, idle=False), 0.0),
        ({LOCKED: ("b", False)}, hints(NOW - 300, idle=True), 300.0),
        ({MUTTER: ("s", "nonsense")}, {}, None),
        ({}, {}, None),
    ],
)
def test_the_first_that_knows_is_believed(make_bus, session, system, expected) -> None:
    environ = {
        "DBUS_SESSION_BUS_ADDRESS": make_bus(session).address,
        "DBUS_SYSTEM_BUS_ADDRESS": make_bus(system).address,
    }
    assert desktop.idle_seconds(environ, lambda: NOW, 60.0) == pytest.approx(expected)


def test_the_session_bus_is_found_by_its_folder(tmp_path, make_bus) -> None:
    bus = make_bus({MUTTER: ("t", 1000)})
    (tmp_path / "bus").symlink_to(bus.address.removeprefix("unix:path="))
    environ = {"XDG_RUNTIME_DIR": str(tmp_path), "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    assert desktop.idle_seconds(environ, patience=60.0) == 1.0


@pytest.mark.parametrize("address", ["unix:path=/nowhere", "tcp:host=localhost", "", "nonsense"])
def test_no_bus_is_no_answer(address) -> None:
    environ = {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    assert desktop.idle_seconds(environ) is None


def test_a_silent_bus_is_given_up(make_bus) -> None:
    with pytest.raises(BusError):
        Bus(make_bus(greets=False).address, 0.05)


def test_a_bus_that_hangs_up_is_given_up(make_bus) -> None:
    bus = make_bus({MUTTER: ("t", 1000)})
    connection = Bus(bus.address, 60.0)
    bus.close()
    with pytest.raises(BusError):
        connection.call((MUTTER[0], "/x"), *MUTTER)
    connection.close()


@pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="there is no dbus-daemon here")
def test_a_real_bus_without_a_desktop(sockets) -> None:
    where = sockets / "real"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:path={where}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = daemon.stdout.readline().strip()
        bus = Bus(address, 60.0)
        where = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        assert re.fullmatch("[0-9a-f]{32}", bus.call(where, where[0], "GetId"))
        with pytest.raises(BusError):
            bus.call(("org.example.Nobody", "/x"), "org.example.Nobody", "Ask")
        bus.close()
        environ = {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address}
        assert desktop.idle_seconds(environ) is None
    finally:
        daemon.terminate()
        daemon.wait(60)
        daemon.stdout.close()


def test_here_it_never_raises(monkeypatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    answer = presence.idle_seconds()
    if sys.platform == "linux":
        assert answer is None


def test_windows_counts_in_32_bits() -> None:
    def last_input(reference: object) -> int:
        reference._obj.ticks = (1 << 32) - 500
        return 1

    user32 = SimpleNamespace(GetLastInputInfo=last_input)
    kernel32 = SimpleNamespace(GetTickCount=lambda: 1500)
    assert presence.idle_on_windows(user32, kernel32) == 2.0
    nobody = SimpleNamespace(GetLastInputInfo=lambda _reference: 0)
    assert presence.idle_on_windows(nobody, kernel32) is None


def test_macos_is_asked_for_any_event() -> None:
    class Since:
        def __call__(self, state: int, event: int) -> float:
            assert self.restype is ctypes.c_double
            assert (state, event) == (1, 0xFFFFFFFF)
            return 12.5

    services = SimpleNamespace(CGEventSourceSecondsSinceLastEventType=Since())
    assert presence.idle_on_macos(services) == 12.5
