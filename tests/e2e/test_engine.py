"""The engine as a person meets it: folders that follow by themselves, pauses, drives, kills."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def pictures(shared: Path) -> list[Path]:
    """Real photos that show different things."""
    lines = (shared / "photos" / "dev_eval" / "dev_eval.jsonl").read_text().splitlines()
    return [shared / "photos" / "dev_eval" / json.loads(line)["file"] for line in lines[:60]]


@pytest.fixture
def folder(tmp_path: Path, pictures: list[Path]) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    for picture in pictures[:12]:
        shutil.copy(picture, made)
    return made


@pytest.fixture
def pictrove(tmp_path: Path, new_pictrove):
    return new_pictrove(tmp_path / "home")


@pytest.fixture
def watching(pictrove, folder):
    pictrove("watch", folder)
    pictrove.until(lambda: pictrove.status()["indexed"] == 12, "the first photos")
    return pictrove


def finds(pictrove, picture: Path, path: Path) -> bool:
    """Whether a picture finds the file with its content."""
    hits = pictrove.results("--like", picture, "--limit", 5)
    return any(hit["path"] == str(path) and hit["score"] > 0.99 for hit in hits)


def test_a_saved_photo_is_found_without_asking_for_anything(watching, folder, pictures):
    new = folder / "deep" / "er" / "new.jpg"
    new.parent.mkdir(parents=True)
    shutil.copy(pictures[20], new)
    watching.until(lambda: finds(watching, pictures[20], new), "the new photo")

    renamed = new.with_name("renamed.jpg")
    new.rename(renamed)
    watching.until(lambda: finds(watching, pictures[20], renamed), "the renamed photo")
    watching.until(lambda: watching.status()["missing"] == 0, "the old name")

    shutil.copy(pictures[21], renamed)
    watching.until(lambda: finds(watching, pictures[21], renamed), "the edited photo")
    assert not finds(watching, pictures[20], renamed)

    (folder / "deep").rename(folder / "moved")
    moved = folder / "moved" / "er" / "renamed.jpg"
    watching.until(lambda: finds(watching, pictures[21], moved), "the moved folder")

    shutil.rmtree(folder / "moved")
    watching.until(lambda: not finds(watching, pictures[21], moved), "the deletion")
    watching.until(lambda: watching.status()["indexed"] == 12, "the rest")
    assert watching.status()["missing"] == 0


def test_excluded_and_hidden_files_are_left_out(pictrove, folder, pictures):
    for name in ("cache/a.jpg", ".hidden/b.jpg", "c.tmp.jpg", ".d.jpg"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(pictures[20], folder / name)
    pictrove("watch", folder, "--exclude", "cache", "--exclude", "*.tmp.jpg")
    pictrove.until(lambda: pictrove.status()["indexed"] == 12, "the photos that count")
    shutil.copy(pictures[21], folder / "cache" / "e.jpg")
    shutil.copy(pictures[22], folder / "last.jpg")
    pictrove.until(lambda: pictrove.status()["indexed"] == 13, "the last photo")
    (listed,) = json.loads(pictrove("folders", "--json"))
    assert listed["watched"]
    assert listed["excludes"] == ["cache", "*.tmp.jpg"]


def test_a_pause_holds_and_ends(watching, folder, pictures):
    watching("pause")
    shutil.copy(pictures[20], folder / "late.jpg")
    watching.until(lambda: watching.status()["pending"] == 1, "the file to be noticed")
    assert watching.status()["engine"]["activity"]["state"] == "paused"
    assert "resume" in watching("index", code=1) + watching.complaints
    watching("resume")
    watching.until(lambda: finds(watching, pictures[20], folder / "late.jpg"), "the late photo")


def test_a_drive_goes_and_comes_back(watching, folder, pictures):
    engine = watching.engine
    before = {hit["path"] for hit in watching.results("dog", "--limit", 50)}
    folder.rename(folder.with_name("unplugged"))
    watching.until(lambda: watching.status()["missing"] == 12, "the absence")
    status = watching.status()
    assert status["folders"][0]["offline"]
    assert json.loads(watching("search", "dog", "--json", code=1))["results"] == []
    shutil.copy(pictures[30], folder.with_name("unplugged") / "while-away.jpg")
    folder.with_name("unplugged").rename(folder)
    watching.until(lambda: watching.status()["indexed"] == 13, "the return")
    after = {hit["path"] for hit in watching.results("dog", "--limit", 50)}
    assert after == before | {str(folder / "while-away.jpg")}
    assert watching.engine == engine


def test_a_drive_is_pulled_out_while_it_is_indexed(pictrove, folder, pictures):
    for number in range(600):
        data = pictures[number % 60].read_bytes() + number.to_bytes(2, "big")
        (folder / f"copy{number}.jpg").write_bytes(data)
    pictrove("watch", folder)
    pictrove.until(lambda: pictrove.status()["indexed"] > 30, "the first photos")
    folder.rename(folder.with_name("unplugged"))
    pictrove.until(lambda: pictrove.status()["folders"][0]["offline"], "the absence")
    pictrove.until(lambda: pictrove.status()["missing"] > 100, "the photos out of reach")
    folder.with_name("unplugged").rename(folder)
    pictrove.until(lambda: pictrove.status()["indexed"] == 612, "the return")
    status = pictrove.status()
    assert (status["failed"], status["missing"], status["pending"]) == (0, 0, 0)


def test_a_killed_engine_goes_on_where_it_was(watching, folder, pictures):
    first = watching.engine
    for number, picture in enumerate(pictures[12:40]):
        shutil.copy(picture, folder / f"more{number}.jpg")
    os.kill(first, signal.SIGKILL)
    watching("index")
    status = watching.status()
    assert status["engine"]["process_id"] != first
    assert (status["indexed"], status["pending"], status["failed"]) == (40, 0, 0)
    paths = [hit["path"] for hit in watching.results("photo", "--limit", 100)]
    assert len(paths) == len(set(paths)) == 40


def test_an_engine_killed_while_a_command_waits(pictrove, folder, pictures):
    for number, picture in enumerate(pictures[12:60]):
        shutil.copy(picture, folder / f"more{number}.jpg")
    with pictrove.start("index", folder) as process:
        pictrove.until(lambda: pictrove.status()["engine"], "the engine")
        os.kill(pictrove.engine, signal.SIGKILL)
        process.communicate(timeout=240)
    assert process.returncode == 0
    assert pictrove.status()["indexed"] == 60


def test_killed_decoders_are_replaced(pictrove, folder, pictures):
    for number, picture in enumerate(pictures[12:60]):
        shutil.copy(picture, folder / f"more{number}.jpg")
    with pictrove.start("index", folder) as process:
        killed = 0
        while process.poll() is None and killed < 3:
            killed += _kill_a_decoder(pictrove)
        process.communicate(timeout=240)
    assert killed > 0
    pictrove("retry")
    pictrove("index")
    assert pictrove.status()["indexed"] == 60


def _kill_a_decoder(pictrove) -> int:
    engine = pictrove.status()["engine"]
    if engine is None:
        return 0
    try:
        for child in psutil.Process(engine["process_id"]).children():
            child.kill()
            return 1
    except psutil.Error:
        pass
    return 0


def test_one_engine_for_all_and_none_beside_it(watching):
    first = watching.engine
    watching("search", "dog")
    assert watching.engine == first
    watching("engine", "run", code=1)
    assert "working on the library" in watching.complaints
    watching("engine", "stop")
    assert watching.status()["engine"] is None
    watching.until(lambda: not psutil.pid_exists(first), "the engine's end")


def test_failures_are_seen_and_retried(watching, folder, pictures):
    (folder / "bad.jpg").write_bytes(b"\xff\xd8\xff this is no picture")
    watching.until(lambda: watching.status()["failed"] == 1, "the failure")
    (failure,) = json.loads(watching("failures", "--json"))
    assert failure["path"] == str(folder / "bad.jpg")
    watching("retry", folder / "bad.jpg")
    watching.until(lambda: watching.status()["pending"] == 0, "the second attempt")
    assert watching.status()["failed"] == 1
    shutil.copy(pictures[20], folder / "bad.jpg")
    watching.until(lambda: watching.status()["indexed"] == 13, "the better file")
    assert watching.status()["failed"] == 0


def test_stopping_to_watch_stops(watching, folder, pictures, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    watching("watch", other)
    watching("unwatch", folder)
    shutil.copy(pictures[20], folder / "unseen.jpg")
    shutil.copy(pictures[21], other / "seen.jpg")
    watching.until(lambda: finds(watching, pictures[21], other / "seen.jpg"), "a later photo")
    status = watching.status()
    assert (status["indexed"], status["pending"]) == (13, 0)
    watching("index")
    assert watching.status()["indexed"] == 14


def test_a_photo_changed_while_no_engine_ran(watching, folder, pictures):
    watching("engine", "stop")
    shutil.copy(pictures[20], folder / "meanwhile.jpg")
    watching("resume")  # anything that needs the engine starts it
    watching.until(
        lambda: finds(watching, pictures[20], folder / "meanwhile.jpg"), "what was missed"
    )
