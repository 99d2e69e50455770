"""Copies and the wastebasket: nothing is overwritten, nothing is lost."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.window.background import Job
from app.window.photos.copies import copy_beside, export_copies, free_names, move_to_wastebasket


@pytest.fixture
def job() -> Job:
    return Job(lambda _: None)


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    folder = tmp_path / "photos"
    for number in range(3):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "a.jpg").write_bytes(b"%d" % number)
        os.utime(folder / str(number) / "a.jpg", (1e9, 1e9))
    return [str(folder / str(number) / "a.jpg") for number in range(3)]


def test_copies_of_the_same_name_stand_beside_each_other(job, photos, tmp_path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "a.jpg").write_bytes(b"was there")
    outcome = export_copies(job, photos, target)
    assert outcome.done == tuple(photos)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        "a.jpg": b"was there",
        "a (2).jpg": b"0",
        "a (3).jpg": b"1",
        "a (4).jpg": b"2",
    }
    assert (target / "a (2).jpg").stat().st_mtime == 1e9


def test_what_cannot_be_copied_is_told_and_the_rest_goes_on(job, photos, tmp_path) -> None:
    Path(photos[1]).unlink()
    outcome = export_copies(job, photos, tmp_path)
    assert outcome.done == (photos[0], photos[2])
    assert outcome.failed == ((photos[1], "No such file or directory"),)


def test_a_full_disk_ends_it(job, photos, tmp_path, monkeypatch) -> None:
    def break_off(*_) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", break_off)
    outcome = export_copies(job, photos, tmp_path)
    assert outcome.failed == tuple((path, "No space left on device") for path in photos)


def test_half_a_copy_is_not_left(photos, tmp_path, monkeypatch) -> None:
    def break_off(*_) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", break_off)
    with pytest.raises(OSError, match="No space"):
        copy_beside(Path(photos[0]), tmp_path)
    assert not (tmp_path / "a.jpg").exists()


def test_it_can_be_stopped(job, photos, tmp_path) -> None:
    job.abort()
    assert export_copies(job, photos, tmp_path).stopped
    assert move_to_wastebasket(job, photos).stopped
    assert all(Path(path).exists() for path in photos)


@pytest.fixture
def wastebasket(tmp_path, monkeypatch) -> Path:
    """One of its own, as the desktop's lies in the home folder."""
    if sys.platform != "linux":
        pytest.skip("the wastebasket of this desktop cannot be moved")
    from send2trash import plat_other

    folder = tmp_path / "share" / "Trash"
    monkeypatch.setattr("send2trash.send2trash", plat_other.send2trash)
    monkeypatch.setattr(plat_other, "HOMETRASH", str(folder))
    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.fsencode(folder))
    monkeypatch.setattr(plat_other, "XDG_DATA_HOME", os.fsencode(tmp_path / "share"))
    return folder / "files"


def test_the_wastebasket_keeps_the_file(job, photos, wastebasket) -> None:
    outcome = move_to_wastebasket(job, photos[:2])
    assert outcome.done == tuple(photos[:2])
    assert not Path(photos[0]).exists()
    assert sorted(path.read_bytes() for path in wastebasket.iterdir()) == [b"0", b"1"]


def test_what_is_not_there_stays_so(job, tmp_path) -> None:
    outcome = move_to_wastebasket(job, [str(tmp_path / "no.jpg")])
    assert outcome.done == ()
    assert outcome.failed[0][0] == str(tmp_path / "no.jpg")
    assert outcome.failed[0][1]


def test_a_name_that_is_no_text(job, tmp_path, wastebasket) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.jpg")
    Path(path).write_bytes(b"x")
    (tmp_path / "bad?.jpg").write_bytes(b"y")
    assert move_to_wastebasket(job, [path]).done == (path,)
    assert not Path(path).exists()
    assert [kept.read_bytes() for kept in wastebasket.iterdir()] == [b"x"]
    assert (tmp_path / "bad?.jpg").exists()


@given(st.text(min_size=1).filter(lambda name: "/" not in name and "\0" not in name))
def test_free_names_are_all_different(name) -> None:
    names = free_names(name)
    first = [next(names) for _ in range(5)]
    assert first[0] == name
    assert len(set(first)) == 5
