"""A second start raises the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from app.services import Services
from app.window import one_instance
from app.window.application import Wanted, run
from app.window.one_instance import OneInstance, Start
from indexer.places import Places

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.window.one_instance import OneInstance
from indexer.places import Places
application = QCoreApplication([])
second = OneInstance(Places.below(Path(sys.argv[1])))
assert not second.take()
print("there", flush=True)
print(second.take_or_call((Path("/a b.jpg"),)).name)
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.below(tmp_path)


@pytest.fixture
def first(places, qapp):
    instance = OneInstance(places)
    assert instance.take()
    instance.listen()
    yield instance
    instance.close()


def start_second(home: Path) -> subprocess.Popen[str]:
    """Another process that wants to be the one, and is about to call."""
    command = [sys.executable, "-c", _SECOND, str(home)]
    second = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert second.stdout is not None
    assert second.stdout.readline() == "there\n"
    return second


def outcome(second: subprocess.Popen[str], qtbot) -> str:
    """What became of it."""
    qtbot.waitUntil(lambda: second.poll() is not None)
    told, _ = second.communicate()
    return told.strip()


def test_the_first_hears_of_the_second(first, tmp_path, qtbot) -> None:
    with qtbot.waitSignal(first.called) as called:
        second = start_second(tmp_path)
    assert called.args == [(Path("/a b.jpg"),)]
    assert outcome(second, qtbot) == "CALLED"


def test_the_second_waits_for_a_first_that_is_starting(places, tmp_path, qapp, qtbot) -> None:
    first = OneInstance(places)
    assert first.take()
    second = start_second(tmp_path)
    with qtbot.waitSignal(first.called) as called:
        first.listen()
    assert called.args == [(Path("/a b.jpg"),)]
    assert outcome(second, qtbot) == "CALLED"
    first.close()


def test_the_second_takes_the_place_of_a_first_that_is_ending(first, tmp_path, qtbot) -> None:
    """Whoever ends the window and starts it again at once gets a window."""
    # It handles no event any more, though its socket is still there.
    first._server.newConnection.disconnect()
    second = start_second(tmp_path)
    reached, _ = first._server.waitForNewConnection(30_000)
    first.close()
    assert outcome(second, qtbot) == "FIRST"
    assert reached


def test_a_first_of_an_earlier_version_hangs_up_without_a_word(
    first, tmp_path, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(one_instance, "_ANSWER", b"")
    with qtbot.waitSignal(first.called):
        second = start_second(tmp_path)
    assert outcome(second, qtbot) == "CALLED"


def test_another_library_has_its_own_window(first, tmp_path) -> None:
    other = OneInstance(Places.below(tmp_path / "other"))
    assert other.take()
    other.close()


def test_the_place_is_free_again(first, places) -> None:
    first.close()
    again = OneInstance(places)
    assert again.take()
    again.close()


def test_nobody_is_called_where_nobody_is(places, qapp) -> None:
    other = QLockFile(str(places.settings / "window.lock"))
    second = OneInstance(places)
    assert other.tryLock(0)
    assert second.take_or_call((), patience_ms=0) is Start.MUTE
    other.unlock()
    assert second.take_or_call((), patience_ms=0) is Start.FIRST
    second.close()


def test_nobody_is_the_one_where_nothing_can_be_written(places, first, qapp, monkeypatch) -> None:
    second = OneInstance(places)
    assert not second.take()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(PermissionError) as told:
        second.take()
    assert told.value.filename == str(places.settings / "window.lock")


def test_a_place_for_settings_that_cannot_be_made_is_told_in_a_sentence(
    tmp_path, qapp, capsys
) -> None:
    home = tmp_path / "a file"
    home.write_text("")
    assert run(Wanted(places=Places.below(home)), Services()) == 1
    told = capsys.readouterr().err
    assert f"settings {home / 'settings'} cannot be written (Not a directory)" in told
