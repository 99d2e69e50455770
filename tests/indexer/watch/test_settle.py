"""When a path is handed on: the rules one by one, with a clock of our own."""

from __future__ import annotations

import pytest

from indexer.watch.settle import Patience, Settling, outermost
from indexer.watch.types import Settled, Stamp

A, B = "/p/a.jpg", "/p/b.jpg"


class Clock:
    """Settling, its clock, and the files it looks at."""

    def __init__(self, patience: Patience | None = None) -> None:
        self.settling = Settling("/p", patience or Patience())
        self.now = 0.0
        self.files: dict[str, Stamp] = {}
        self.looks: list[float] = []

    def look(self, path: str) -> Stamp | None:
        self.looks.append(self.now)
        return self.files.get(path)

    def until(self, end: float) -> list[tuple[float, Settled]]:
        """All that is handed on until then, and when."""
        found = []
        while (at := self.settling.next_at()) is not None and at <= end:
            self.now = max(self.now, at)
            if settled := self.settling.due(self.now, self.look):
                found.append((pytest.approx(self.now), settled))
        self.now = end
        return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_file_comes_when_two_looks_agree_and_all_is_quiet(clock):
    clock.files[A] = Stamp(1, 1)
    clock.settling.note(A, 0.0)
    assert clock.until(10) == [(0.8, Settled((A,)))]
    assert clock.settling.next_at() is None


def test_a_file_whose_writer_has_finished_comes_sooner(clock):
    clock.files[A] = Stamp(1, 1)
    clock.settling.note(A, 0.0, complete=False)
    clock.settling.note(A, 0.0, complete=True)
    assert clock.until(10) == [(0.4, Settled((A,)))]


def test_a_file_that_vanished_comes_later_than_one_that_appeared(clock):
    clock.files[B] = Stamp(1, 1)
    clock.settling.note(A, 0.0, gone=True)
    clock.settling.note(B, 0.0, complete=True)
    assert clock.until(10) == [(0.4, Settled((B,))), (1.0, Settled((A,)))]


def test_a_file_that_is_replaced_was_never_gone(clock):
    clock.settling.note(A, 0.0, gone=True)
    clock.until(0.5)
    clock.files[A] = Stamp(2, 2)
    clock.settling.note(A, 0.5, complete=True)
    assert clock.until(10) == [(0.9, Settled((A,)))]


def test_events_put_it_off(clock):
    clock.files[A] = Stamp(1, 1)
    for tenth in range(50):
        assert clock.until(tenth / 10) == []
        clock.settling.note(A, tenth / 10)
    assert clock.until(10) == [(5.7, Settled((A,)))]


def test_a_file_that_grows_without_events_is_left_alone(clock):
    clock.settling.note(A, 0.0)
    for tenth in range(100):
        clock.files[A] = Stamp(tenth, tenth)
        assert clock.until(tenth / 10) == []
    assert len(clock.until(20)) == 1


def test_a_file_that_grows_for_an_hour_is_looked_at_less_and_less_often(clock):
    for second in range(3600):
        clock.files[A] = Stamp(second, second)
        clock.settling.note(A, second, complete=False)
        assert clock.until(second) == []
    assert len(clock.looks) < 200
    clock.settling.note(A, 3600.0, complete=True)
    assert clock.until(4000) == [(3600.4, Settled((A,)))]


def test_many_files_of_a_folder_become_the_folder():
    clock = Clock(Patience(files_of_folder=3))
    for number in range(10):
        clock.settling.note(f"/p/x/{number}.jpg", 0.0)
    assert len(clock.settling) == 1
    assert clock.until(10) == [(0.8, Settled(folders=("/p/x",)))]


def test_many_files_become_their_folders_and_many_folders_those_above():
    clock = Clock(Patience(files=20, folders=4))
    for number in range(1000):
        clock.settling.note(f"/p/{number % 3}/{number}/a.jpg", 0.0)
        assert len(clock.settling) <= 26
    found = {folder for _, settled in clock.until(10) for folder in settled.folders}
    assert found <= {"/p", "/p/0", "/p/1", "/p/2"}


def test_a_folder_that_never_rests_comes_all_the_same(clock):
    clock.settling.note_folder("/p/x", 0.0)
    found = []
    for tenth in range(60):
        clock.settling.note(f"/p/x/{tenth}.jpg", tenth / 10)
        found += clock.until(tenth / 10)
    assert found[0] == (5.0, Settled(folders=("/p/x",)))


def test_a_new_folder_waits_for_the_files_in_it(clock):
    clock.settling.note_folder("/p/x", 0.0, new=True)
    for tenth in range(30):
        clock.files["/p/x/a.jpg"] = Stamp(tenth, tenth)
        clock.settling.note("/p/x/a.jpg", tenth / 10, complete=False)
        assert clock.until(tenth / 10) == []
    times = clock.until(20)
    assert [settled for _, settled in times][-1] == Settled(folders=("/p/x",))
    assert times[0][1].files == ("/p/x/a.jpg",)


def test_two_spellings_of_a_name_become_the_folder(clock):
    clock.files = {A: Stamp(1, 1), "/p/A.JPG": Stamp(1, 1)}
    clock.settling.note(A, 0.0, gone=True)
    clock.settling.note("/p/A.JPG", 0.0, complete=True)
    assert clock.until(10) == [(0.8, Settled(folders=("/p",)))]


def test_two_spellings_of_a_folder_become_the_folder_above(clock):
    clock.settling.note_folder("/p/y/x", 0.0, gone=True)
    clock.settling.note_folder("/p/y/X", 0.0, new=True)
    assert clock.until(10) == [(0.8, Settled(folders=("/p/y",)))]


def test_outermost_leaves_out_what_is_below_others():
    assert outermost(["/p/x", "/p/x/y", "/p/xy", "/p/z"]) == ("/p/x", "/p/xy", "/p/z")
    assert outermost(["/p", "/"]) == ("/",)


def test_a_file_that_nobody_has_closed_yet_is_given_more_time(clock):
    clock.files[A] = Stamp(1, 1)
    clock.settling.note(A, 0.0, complete=False)
    assert clock.until(2.5) == []
    clock.settling.note(A, 2.5, complete=True)
    assert clock.until(4) == [(2.9, Settled((A,)))]
    clock.settling.note(A, 4.0, complete=False)  # its closing may have gone unnoticed
    assert clock.until(10) == [(7.0, Settled((A,)))]
