"""The commands about the engine: folders, pace, autostart; on a fake client."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from pathlib import Path

import pytest

from app.activity import describe
from indexer.client import Activity, FolderStatus, RepairReport, Settings
from indexer.errors import LibraryBusyError, NoLibraryError
from indexer.settings import QuietHours
from tests.app.conftest import ENGINE, STATUS, WORK


def with_engine(client, **changes: object) -> None:
    client.library = dataclasses.replace(
        STATUS, engine=dataclasses.replace(ENGINE, **changes) if changes else ENGINE
    )


def test_watch_hands_over_an_absolute_folder(invoke, client) -> None:
    result = invoke("watch", "a", "--exclude", "*.tif", "--exclude", "Work/*", "--hidden")
    assert result.exit_code == 0
    assert client.asked("watch") == [(Path.cwd() / "a", ("*.tif", "Work/*"), True)]
    assert client.opened == [(False, None)]
    assert "is watched" in result.stdout
    assert "network drive" in result.stderr


def test_an_empty_glob_is_wrong_usage(invoke, client) -> None:
    assert invoke("watch", "a", "--exclude", "").exit_code == 2
    assert not client.opened


def test_names_of_folders_cannot_steer_a_terminal(invoke) -> None:
    assert "\x1b" not in invoke("watch", "a\x1b[31m").stdout
    assert "\x1b" not in invoke("unwatch", "a\x1b[31m").stdout


def test_unwatch(invoke, client) -> None:
    result = invoke("unwatch", "a")
    assert client.asked("unwatch") == [Path.cwd() / "a"]
    assert "stay in the library" in result.stdout


def test_folders(invoke, client) -> None:
    client.library = dataclasses.replace(
        STATUS,
        folders=(
            FolderStatus(
                "/a", 1234, offline=False, watched=True, excludes=("*.tif",), note="Polled."
            ),
            FolderStatus("/b", 2, offline=True, hidden=True),
        ),
    )
    result = invoke("folders")
    assert result.stdout.splitlines() == [
        "/a\t1,234\twatched\t*.tif, hidden files",
        "/b\t2\tnot watched, offline\tnothing",
    ]
    assert result.stderr == "/a: Polled.\n"
    found = json.loads(invoke("folders", "--json").stdout)
    assert found[0]["excludes"] == ["*.tif"]
    assert client.opened == [(True, None)] * 2
    client.library = dataclasses.replace(STATUS, folders=())
    assert "no folder yet" in invoke("folders").stderr


def test_pause_and_resume(invoke, client) -> None:
    client.rules = Settings(only_away=True)
    assert "paused" in invoke("pause").stdout
    assert client.rules == Settings(paused=True, only_away=True)
    result = invoke("pause", "--for", "1h30min")
    assert client.rules.paused_until == client.now + 5400
    told = datetime.fromtimestamp(client.now + 5400).astimezone()
    assert f"{told:%Y-%m-%d %H:%M}" in result.stdout
    with_engine(client, activity=Activity("waiting", "The computer runs on its battery."))
    result = invoke("resume")
    assert client.rules == Settings(only_away=True)
    assert "no longer paused" in result.stdout
    assert result.stderr == "The computer runs on its battery.\n"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("45min", 2700), ("2h", 7200), ("2 h", None), ("1d", 86_400), ("1h 5m", 3900), ("30s", 30)],
)
def test_lengths_of_time(invoke, client, text, seconds) -> None:
    result = invoke("pause", "--for", text)
    assert result.exit_code == (0 if seconds else 2)
    assert client.rules.paused_until == (client.now + seconds if seconds else None)


@pytest.mark.parametrize("text", ["", "0h", "2", "h", "-2h", "1e3s", "400d", "9999d", "\uff12h"])
def test_what_is_no_length_of_time(invoke, client, text) -> None:
    result = invoke("pause", "--for", text)
    assert result.exit_code == 2
    assert "no length of time" in result.stderr
    assert not client.opened


def test_throttle_changes_only_what_is_given(invoke, client) -> None:
    client.rules = Settings(paused=True, cores=2, quiet_hours=QuietHours(0, 60))
    result = invoke("throttle", "--plugged-in", "--no-background", "--keep-model", "3")
    assert result.exit_code == 0, result.output
    assert client.rules == Settings(
        paused=True,
        cores=2,
        quiet_hours=QuietHours(0, 60),
        only_plugged_in=True,
        background=False,
        model_minutes=3,
    )
    assert client.opened == [(False, None)]
    assert "quiet hours\t00:00-01:00\n" in result.stdout
    invoke("throttle", "--cores", "all", "--quiet-hours", "none")
    assert (client.rules.cores, client.rules.quiet_hours) == (None, None)
    assert client.rules.only_plugged_in


def test_always_drops_the_rules_before_new_ones(invoke, client) -> None:
    client.rules = Settings(
        only_plugged_in=True, only_away=True, quiet_hours=QuietHours(0, 60), cores=1
    )
    assert invoke("throttle", "--always", "--away").exit_code == 0
    assert client.rules == Settings(only_away=True, cores=1)


def test_throttle_without_rules_shows_them(invoke, client) -> None:
    for arguments in ((), ("--show",)):
        result = invoke("throttle", *arguments)
        assert "only when plugged in\tno\n" in result.stdout
        assert "cores\tall\n" in result.stdout
    client.rules = Settings(paused=True, paused_until=client.now, quiet_hours=QuietHours(1320, 420))
    assert "paused\tuntil 2027-01-" in invoke("throttle").stdout
    found = json.loads(invoke("throttle", "--json").stdout)
    assert found["quiet_hours"] == {"begin": 1320, "end": 420}
    assert client.opened == [(True, None)] * 4
    assert not client.asked("change_settings")
    assert invoke("throttle", "--show", "--away").exit_code == 2


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22:00-07:00", QuietHours(1320, 420)),
        ("0:00-23:59", QuietHours(0, 1439)),
        ("none", None),
        ("24:00-07:00", 2),
        ("22:00", 2),
        ("22:60-07:00", 2),
        ("07:00-07:00", 2),
        ("", 2),
    ],
)
def test_quiet_hours(invoke, client, text, hours) -> None:
    client.rules = Settings(quiet_hours=QuietHours(1, 2))
    result = invoke("throttle", "--quiet-hours", text)
    if hours == 2:
        assert (result.exit_code, client.rules.quiet_hours) == (2, QuietHours(1, 2))
    else:
        assert (result.exit_code, client.rules.quiet_hours) == (0, hours)


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5", "", "10001", "²"])
def test_what_is_no_number_of_cores(invoke, client, text) -> None:
    assert invoke("throttle", f"--cores={text}").exit_code == 2
    assert not client.opened


def test_retry(invoke, client) -> None:
    assert invoke("retry").stdout == "2 files will be read again.\n"
    invoke("retry", "a", "/b", "--fetch")
    assert client.asked("retry") == [
        ((), False),
        ((Path.cwd() / "a", Path("/b").absolute()), True),
    ]
    client.library = dataclasses.replace(STATUS, failed=0)
    assert invoke("retry").stdout.startswith("Nothing to try again: ")


def test_repair(invoke, client) -> None:
    assert "is whole" in invoke("repair").stdout
    client.repaired = RepairReport(1000, 1, "/data/damaged-1.sqlite")
    result = invoke("repair")
    assert "1,000 photos were saved; 1 file will be read again" in result.stdout
    assert "/data/damaged-1.sqlite" in result.stdout


def test_status_tells_what_the_engine_does(invoke, client) -> None:
    with_engine(client)
    result = invoke("status")
    assert "engine\tindexing 1,200 of 5,000, 3 min 20 s left, 10 failures\n" in result.stdout
    assert "The watch limit is reached.\n" in result.stderr
    found = json.loads(invoke("status", "--json").stdout)
    assert found["engine"]["activity"]["progress"]["done"] == 1200
    client.library = dataclasses.replace(
        STATUS, folders=(FolderStatus("/a", 1, offline=True, watched=True),)
    )
    assert "watched folder (offline)\t/a: 1 photo\n" in invoke("status").stdout


@pytest.mark.parametrize(
    ("activity", "told"),
    [
        (Activity("idle"), "idle"),
        (Activity("paused", "Indexing is paused."), "paused: Indexing is paused."),
        (Activity("waiting", "Why.", WORK), "waiting 1,200 of 5,000, 10 failures: Why."),
        (Activity("scanning", progress=dataclasses.replace(WORK, total=0, failed=0)), "scanning"),
    ],
)
def test_activities_in_words(activity, told) -> None:
    assert describe(activity) == told


def test_engine_status(invoke, client) -> None:
    nobody = invoke("engine", "status")
    assert (nobody.exit_code, nobody.stdout) == (1, "")
    assert invoke("engine", "status", "--json").stdout == "null\n"
    with_engine(client)
    result = invoke("engine", "status")
    assert result.exit_code == 0
    assert "process\t4711\n" in result.stdout
    assert "memory\t250.0 MB\n" in result.stdout
    assert "watch limit" in result.stderr
    assert json.loads(invoke("engine", "status", "--json").stdout)["process_id"] == 4711
    assert client.opened == [(True, None)] * 4


def test_engine_stop_starts_none(invoke, client) -> None:
    assert invoke("engine", "stop").stdout == "No engine runs.\n"
    with_engine(client)
    assert invoke("engine", "stop").stdout == "The engine ends.\n"
    assert client.opened == [(True, None)] * 2


def test_engine_run(invoke, client, tmp_path) -> None:
    assert invoke("engine", "run").exit_code == 0
    assert invoke("engine", "run", "--home", str(tmp_path)).exit_code == 0
    usual, other = client.engines_run
    assert usual is None
    assert other.data == tmp_path / "data"
    assert not client.opened


def test_an_engine_that_is_there_already_is_told(invoke, client, monkeypatch) -> None:
    def run(_places: object) -> None:
        raise LibraryBusyError("An engine runs already.")

    services = dataclasses.replace(client.services, run_engine=run)
    monkeypatch.setattr(type(client), "services", services)
    result = invoke("engine", "run")
    assert (result.exit_code, result.stderr) == (1, "pictrove: An engine runs already.\n")


def test_autostart(invoke, client, tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("PICTROVE_HOME", raising=False)
    client.entry = tmp_path / "autostart" / "pictrove-engine.desktop"
    off = invoke("autostart", "status")
    assert (off.exit_code, off.stdout) == (1, "off\n")
    result = invoke("autostart", "on")
    assert result.exit_code == 0
    assert str(client.entry) in result.stdout
    assert "No folder is watched yet" in result.stderr
    assert '"engine" "run"\n' in client.entry.read_text()
    assert invoke("autostart", "status").exit_code == 0
    assert "no longer" in invoke("autostart", "off").stdout
    assert "nothing was changed" in invoke("autostart", "off").stdout
    assert not client.entry.exists()


def test_autostart_says_what_would_make_the_engine_leave(invoke, client, tmp_path) -> None:
    client.entry = tmp_path / "e.desktop"
    client.library = dataclasses.replace(
        STATUS, folders=(FolderStatus("/a", 1, offline=False, watched=True),)
    )
    assert invoke("autostart", "on").stderr == ""
    client.rules = Settings(background=False)
    assert "--background" in invoke("autostart", "on").stderr
    client.error = NoLibraryError("There is none.")
    result = invoke("autostart", "on")
    assert (result.exit_code, "No folder is watched yet" in result.stderr) == (0, True)


def test_autostart_of_another_library_names_it(invoke, client, tmp_path, monkeypatch) -> None:
    client.entry = tmp_path / "e.desktop"
    monkeypatch.setenv("PICTROVE_HOME", str(tmp_path / "my library"))
    invoke("autostart", "on")
    assert f'"--home" "{tmp_path}/my library"' in client.entry.read_text()
