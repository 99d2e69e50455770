"""`pictrove backup`, `restore` and `relocate`, on a fake client."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import run
from app.services import Services
from indexer.errors import FolderError, LibraryDamagedError, LibraryError
from indexer.keeping_reports import BackupReport, RestoreReport
from indexer.places import Places
from indexer.store import Store
from tests.app.conftest import FakeClient

NOTED = "2026-11-21T10:00:00+00:00"
LATER = datetime.fromisoformat("2026-11-22T10:00:00+00:00").timestamp()


@dataclass
class Keeper(FakeClient):
    """Also keeps libraries."""

    places: Places = field(default_factory=lambda: Places.below(Path("/nowhere")))
    restored: RestoreReport = field(
        default_factory=lambda: RestoreReport("/usb/p.db", 1234, NOTED, "/data/kept.db")
    )

    def back_up(self, file: Path, *, force: bool = False) -> BackupReport:
        self._called("back_up", (file, force))
        return BackupReport(str(file), 4_200_000, 1234)

    def relocate(self, old: Path, new: Path, *, force: bool = False) -> int:
        self._called("relocate", (old, new, force))
        return 1234

    def put_back(self, file: Path, places: Places) -> RestoreReport:
        self._called("restore", (file, places))
        return self.restored

    @property
    def services(self) -> Services:
        return replace(super().services, places=lambda: self.places, restore=self.put_back)


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(places=Places.below(tmp_path))


@pytest.fixture
def with_library(keeper: Keeper) -> Keeper:
    Store.open(keeper.places.data).close()
    return keeper


def ask(keeper: Keeper, *arguments: object, stdin: str | None = None) -> Result:
    from app.cli import cli

    return CliRunner().invoke(cli, list(map(str, arguments)), obj=keeper.services, input=stdin)


def test_backup(keeper, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = ask(keeper, "backup", "p.db")
    assert result.exit_code == 0
    assert f"{tmp_path / 'p.db'} now (1,234 photos, 4.2 MB)" in result.stdout
    assert "does not hold these" in result.stderr
    assert keeper.asked("back_up") == [(tmp_path / "p.db", False)]
    assert keeper.opened == [(True, None)]  # no engine is started for it


def test_backup_for_programs(keeper, tmp_path):
    result = ask(keeper, "backup", tmp_path / "p.db", "--force", "--json")
    said = json.loads(result.stdout)
    assert said == {"file": str(tmp_path / "p.db"), "size": 4_200_000, "photos": 1234}
    assert keeper.asked("back_up") == [(tmp_path / "p.db", True)]


def test_restore_into_an_empty_home_does_not_ask(keeper, tmp_path):
    keeper.restored = RestoreReport("/usb/p.db", 1, "", "")
    result = ask(keeper, "restore", tmp_path / "p.db")
    assert result.exit_code == 0
    assert result.stdout == "The library holds 1 photo again.\n"
    assert keeper.asked("restore") == [(tmp_path / "p.db", keeper.places)]


def test_restore_says_what_was_there_and_what_is_left_to_do(with_library):
    result = ask(with_library, "restore", "/usb/p.db", "--yes")
    here = f"{datetime.fromisoformat(NOTED).astimezone():%Y-%m-%d %H:%M}"  # by the clock here
    assert f"holds 1,234 photos again, as it was on {here}.\n" in result.stdout
    assert "kept as /data/kept.db; `pictrove kept --remove` removes it." in result.stdout
    assert "The starter model is rough." in result.stderr
    assert 'pictrove relocate "/usb" NEW' in result.stderr  # it is out of reach
    assert "/photos cannot" not in result.stderr


def test_restore_asks_before_it_replaces_a_library(with_library):
    result = ask(with_library, "restore", "/usb/p.db", stdin="y\n")
    assert result.exit_code == 0
    assert "It is kept beside the other." in result.stderr
    assert with_library.asked("restore")


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_changed(with_library, answer):
    result = ask(with_library, "restore", "/usb/p.db", stdin=answer)
    assert "Nothing was changed" in result.stderr
    assert "--yes" in result.stderr
    assert result.exit_code == 1
    assert with_library.asked("restore") == []


def test_restore_for_programs(keeper):
    result = ask(keeper, "restore", "/usb/p.db", "--json")
    assert json.loads(result.stdout) == {
        "file": "/usb/p.db", "photos": 1234, "made_at": NOTED, "kept": "/data/kept.db",
    }  # fmt: skip
    assert keeper.opened == []


NAMES = (
    "library-version-2.db",
    "library-replaced-20261121T101112Z.db",
    "library-damaged-20261120T101112Z.db",
)


@pytest.fixture
def with_kept(with_library: Keeper) -> list[Path]:
    paths = [with_library.places.data / name for name in NAMES]
    for path in paths:
        path.write_bytes(bytes(1_500_000))
        os.utime(path, (LATER, LATER))  # the first one's name does not say when
    return paths


def test_libraries_that_were_kept_are_listed(keeper, with_kept):
    result = ask(keeper, "kept")
    assert [re.split(r" {2,}", line)[1:] for line in result.stdout.splitlines()] == [
        ["1.5 MB", what, str(path)]
        for what, path in zip(
            ("before an update of Pictrove", "replaced by a backup", "damaged, before a repair"),
            with_kept,
            strict=True,
        )
    ]
    assert all(path.exists() for path in with_kept)


@pytest.mark.parametrize("more", [["--yes"], []])
def test_libraries_that_were_kept_are_removed(keeper, with_kept, more):
    result = ask(keeper, "kept", "--remove", *more, stdin="y\n")
    assert result.stdout == "Removed 3 libraries (4.5 MB).\n"
    assert not any(path.exists() for path in with_kept)
    assert (keeper.places.data / "library.db").exists()
    assert ask(keeper, "kept", "--remove").stdout == "No earlier library is kept.\n"


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_removed(keeper, with_kept, answer):
    result = ask(keeper, "kept", "--remove", stdin=answer)
    assert result.exit_code == 1
    assert str(with_kept[0]) in result.stderr
    assert "Nothing was removed" in result.stderr
    assert all(path.exists() for path in with_kept)


def test_libraries_that_were_kept_for_programs(keeper, with_kept):
    listed = {"file": str(with_kept[1]), "size": 1_500_000,
              "kept_at": "2026-11-21T10:11:12+00:00", "why": "replaced"}  # fmt: skip
    said = json.loads(ask(keeper, "kept", "--json").stdout)
    assert said["libraries"][1] == listed
    assert said["removed"] == 0
    assert json.loads(ask(keeper, "kept", "--remove", "--yes", "--json").stdout)["removed"] == 3
    assert json.loads(ask(keeper, "kept", "--json").stdout) == {"libraries": [], "removed": 0}


def test_relocate(keeper):
    result = ask(keeper, "relocate", "/media/old", "/media/new")
    assert result.stdout == "1,234 files of /media/old are known in /media/new now.\n"
    assert keeper.asked("relocate") == [(Path("/media/old"), Path("/media/new"), False)]
    result = ask(keeper, "relocate", "C:\\Old", "/new", "--force", "--json")
    assert json.loads(result.stdout) == {"files": 1234}
    assert keeper.asked("relocate")[1] == (Path("C:\\Old"), Path("/new"), True)


@pytest.mark.parametrize("command", [["backup"], ["restore"], ["relocate"], ["relocate", "/a"]])
def test_names_are_needed(keeper, command):
    assert ask(keeper, *command).exit_code == 2


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (["backup", "/p.db"], LibraryError("The backup cannot be written; make room.")),
        (["restore", "/p.db"], LibraryDamagedError("It is not a sound backup; use another one.")),
        (["relocate", "/a", "/b"], FolderError("None of the photos is there; check both names.")),
    ],
)
def test_trouble_is_one_sentence(keeper, command, error, capsys):
    keeper.error = error
    assert run(command, keeper.services) == 1
    assert capsys.readouterr().err == f"pictrove: {error}\n"


def test_hostile_names_do_not_steer_a_terminal(keeper):
    keeper.restored = RestoreReport("/p", 1, "\x1b[31m", "/kept\x1b[2J.db")
    assert "\x1b" not in ask(keeper, "restore", "/p").output
