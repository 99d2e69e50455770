"""On battery or not, from what the system lists."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest

from indexer.surroundings import power

BATTERY = {"type": "Battery", "status": "Discharging"}
FULL = {"type": "Battery", "status": "Full"}
MAINS = {"type": "Mains", "online": "1"}
UNPLUGGED = {"type": "Mains", "online": "0"}
MOUSE = {"type": "Battery", "scope": "Device", "status": "Discharging"}
USB = {"type": "USB", "online": "1"}


@pytest.mark.parametrize(
    ("supplies", "expected"),
    [
        ([], False),
        ([BATTERY], True),
        ([BATTERY, UNPLUGGED], True),
        ([UNPLUGGED], False),
        ([BATTERY, MAINS], False),
        ([MAINS, BATTERY], False),
        ([FULL, UNPLUGGED], False),
        ([FULL, BATTERY], True),
        ([MOUSE], False),
        ([MOUSE, FULL], False),
        ([USB, BATTERY], True),
        ([{}], False),
    ],
)
def test_supplies(tmp_path, supplies, expected) -> None:
    for number, attributes in enumerate(supplies):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, value in attributes.items():
            (folder / name).write_text(value + "\n")
    assert power.draws_on_battery(str(tmp_path)) is expected


def test_without_a_list_there_is_no_battery() -> None:
    assert power.draws_on_battery("/nowhere") is False
    assert isinstance(power.on_battery(), bool)


@pytest.mark.parametrize(("plugged", "expected"), [(True, False), (False, True), (None, False)])
def test_psutil_is_asked_elsewhere(monkeypatch, plugged, expected) -> None:
    battery = SimpleNamespace(power_plugged=plugged)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert power.told_by_psutil() is expected


def test_psutil_may_know_nothing(monkeypatch) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: None, raising=False)
    assert power.told_by_psutil() is False

    def fails() -> None:
        raise OSError

    monkeypatch.setattr(psutil, "sensors_battery", fails, raising=False)
    assert power.told_by_psutil() is False
