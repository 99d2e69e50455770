"""A library is backed up, put back, and taken to another computer, as the guide says it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engine.launch import connect
from indexer.errors import LibraryBusyError
from indexer.places import Places
from tests.e2e.window.playing import play

pytestmark = pytest.mark.e2e

COUNT = 24


@pytest.fixture(scope="module")
def pictures(shared: Path) -> list[Path]:
    """Real photos that show different things."""
    lines = (shared / "photos" / "dev_eval" / "dev_eval.jsonl").read_text().splitlines()
    return [shared / "photos" / "dev_eval" / json.loads(line)["file"] for line in lines[:COUNT]]


@pytest.fixture
def folder(tmp_path: Path, pictures: list[Path]) -> Path:
    made = tmp_path / "Pictures" / "walk"
    made.mkdir(parents=True)
    for picture in pictures:
        shutil.copy2(picture, made)
    return made.parent


@pytest.fixture
def pictrove(tmp_path: Path, new_pictrove):
    return new_pictrove(tmp_path / "home")


@pytest.fixture
def another(tmp_path: Path, new_pictrove):
    """The other computer: another home."""
    return new_pictrove(tmp_path / "another")


@pytest.fixture
def indexed(pictrove, folder: Path, pictures: list[Path]):
    pictrove("index", folder)
    marked = folder / "walk" / pictures[3].name
    pictrove("mark", "--favourite", "--rating", "4", marked)
    pictrove("search", "dog", "--in", folder, "--limit", 100, "--save", "walks")
    return pictrove


def best(pictrove, picture: Path) -> str:
    return pictrove.results("--like", picture, "--limit", 1)[0]["path"]


def paths(pictrove, *arguments: object) -> set[str]:
    return {hit["path"] for hit in pictrove.results("--limit", 100, *arguments)}


def test_the_guide_to_another_computer(indexed, another, folder, pictures, tmp_path):
    """Every command of the guide, with the old computer gone."""
    backup = tmp_path / "usb" / "pictrove.db"
    backup.parent.mkdir()
    said = indexed("backup", backup)
    assert f"({COUNT} photos" in said
    indexed("engine", "stop")
    shutil.rmtree(indexed.home)
    elsewhere = tmp_path / "anna" / "Photos"
    shutil.copytree(folder, elsewhere)
    shutil.rmtree(folder)

    said = another("restore", backup)
    assert f"holds {COUNT} photos again" in said
    assert f'pictrove relocate "{folder}" NEW' in another.complaints
    listed = json.loads(another("folders", "--json"))
    assert [one["path"] for one in listed] == [str(folder)]
    assert f"{COUNT} files" in another("relocate", folder, elsewhere)
    counted = another("index")
    assert f"{COUNT} unchanged" in counted
    assert "new" not in counted

    here = elsewhere / "walk" / pictures[3].name
    assert best(another, pictures[3]) == str(here)
    assert paths(another, "--favourites") == {str(here)}
    assert paths(another, "--in", elsewhere) == {str(elsewhere / "walk" / p.name) for p in pictures}
    assert paths(another, "--saved", "walks") == paths(another, "--in", elsewhere)
    status = another.status()
    assert (status["indexed"], status["missing"], status["pending"]) == (COUNT, 0, 0)


def test_back_to_what_it_was(indexed, folder, pictures, tmp_path):
    indexed("backup", tmp_path / "p.db")
    first = folder / "walk" / pictures[3].name
    indexed("mark", "--no-favourite", "--rating", "0", first)
    engine = indexed.engine
    assert "Nothing was changed" in ask_and_refuse(indexed, tmp_path / "p.db")
    assert indexed.engine == engine

    said = json.loads(indexed("restore", tmp_path / "p.db", "--yes", "--json"))
    assert said["photos"] == COUNT
    assert Path(said["kept"]).parent == indexed.home / "data"
    assert indexed.engine != engine  # it ran, so it runs again
    assert paths(indexed, "--favourites") == {str(first)}
    indexed("restore", said["kept"], "--yes")
    indexed("search", "--favourites", code=1)  # none, as it was before


def ask_and_refuse(pictrove, file: Path) -> str:
    pictrove("restore", file, code=1, stdin=b"n\n")
    return pictrove.complaints


def test_a_window_that_is_open_does_not_prevent_it(indexed, tmp_path):
    """It starts an engine as soon as it has lost one, and does so before the old one is gone."""
    indexed("backup", tmp_path / "p.db")
    closed = threading.Event()

    def window() -> None:
        while not closed.is_set():
            try:
                connection = connect(Places.below(indexed.home))
            except LibraryBusyError:
                continue
            while not closed.is_set() and not connection.wait_lost(0.05):
                pass
            connection.close()

    opened = threading.Thread(target=window)
    opened.start()
    try:
        for _ in range(2):
            assert "is kept as" in indexed("restore", tmp_path / "p.db", "--yes")
            assert indexed.status()["indexed"] == COUNT
    finally:
        closed.set()
        opened.join()


def test_a_backup_while_the_engine_indexes(pictrove, folder, another, tmp_path):
    with pictrove.start("index", folder) as process:
        database = pictrove.home / "data" / "library.db"
        while process.poll() is None and not holds_photos(database):
            pass
        made = json.loads(pictrove("backup", tmp_path / "p.db", "--json"))
        process.communicate(timeout=120)
    assert 0 < made["photos"] <= COUNT
    another("restore", tmp_path / "p.db")
    assert another.status()["indexed"] == made["photos"]
    another("index")
    assert another.status()["indexed"] == COUNT


def holds_photos(database: Path) -> bool:
    if not database.exists():
        return False
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute("SELECT count(*) FROM embeddings").fetchone()[0] > 0
        except sqlite3.Error:
            return False


def test_a_watched_folder_is_followed_where_it_lies_now(pictrove, folder, pictures, tmp_path):
    for extra in pictures[12:]:
        (folder / "walk" / extra.name).unlink()
    pictrove("watch", folder)
    pictrove.until(lambda: pictrove.status()["indexed"] == 12, "the first photos")
    drive = tmp_path / "media" / "E"
    drive.parent.mkdir()
    folder.rename(drive)
    pictrove.until(lambda: pictrove.status()["missing"] == 12, "the folder that is gone")
    assert "12 files" in pictrove("relocate", folder, drive)
    pictrove.until(lambda: pictrove.status()["indexed"] == 12, "the photos where they are")
    assert best(pictrove, pictures[5]) == str(drive / "walk" / pictures[5].name)
    shutil.copy(pictures[20], drive / "new.jpg")
    pictrove.until(lambda: pictrove.status()["indexed"] == 13, "the new photo")
    listed = json.loads(pictrove("folders", "--json"))
    assert [(one["path"], one["watched"]) for one in listed] == [(str(drive), True)]


def test_trouble_is_one_sentence(indexed, folder, tmp_path):
    photo = next((folder / "walk").iterdir())
    before = photo.read_bytes()
    (tmp_path / "wrong").mkdir()
    for arguments in (
        ("backup", photo),
        ("backup", indexed.home / "data" / "library.db"),
        ("backup", tmp_path / "none" / "p.db"),
        ("restore", photo, "--yes"),
        ("restore", tmp_path / "none.db", "--yes"),
        ("relocate", folder, tmp_path / "wrong"),
        ("relocate", tmp_path / "wrong", folder),
    ):
        indexed(*arguments, code=1)
        assert indexed.complaints.startswith("pictrove: ")
        assert len(indexed.complaints.splitlines()) == 1
    assert photo.read_bytes() == before
    assert indexed.status()["indexed"] == COUNT


def test_a_backup_is_restored_in_the_window(indexed, another, pictures, tmp_path):
    """By somebody who has never heard of a command line; the engine of the library runs."""
    others = tmp_path / "Others"
    others.mkdir()
    for number, picture in enumerate(pictures[:5]):
        shutil.copy2(picture, others / f"other-{number}.jpg")
    another("index", others)
    another("mark", "--favourite", others / "other-1.jpg")
    another("backup", tmp_path / "p.db")
    shots = tmp_path / "shots"
    shots.mkdir()
    play(
        "restore",
        [shots, tmp_path / "p.db", others / "other-0.jpg"],
        indexed.environment | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert paths(indexed, "--in", others) == {
        str(others / f"other-{number}.jpg") for number in range(5)
    }
    assert json.loads(indexed("kept", "--json"))["libraries"] == []
