"""A second start raises the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.services import Services
from app.window.application import Wanted, run
from app.window.one_instance import OneInstance
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
sys.exit(0 if second.call_first((Path("/a b.jpg"),)) else 3)
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


def test_the_first_hears_of_the_second(first, tmp_path, qtbot) -> None:
    with qtbot.waitSignal(first.called, timeout=30_000) as called:
        second = subprocess.Popen([sys.executable, "-c", _SECOND, str(tmp_path)])
    assert called.args == [(Path("/a b.jpg"),)]
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0


def test_the_second_waits_for_a_first_that_is_starting(places, tmp_path, qapp, qtbot) -> None:
    first = OneInstance(places)
    assert first.take()
    second = subprocess.Popen(
        [sys.executable, "-c", _SECOND, str(tmp_path)], stdout=subprocess.PIPE
    )
    with second, qtbot.waitSignal(first.called, timeout=30_000) as called:
        assert second.stdout is not None
        assert second.stdout.readline() == b"there\n"
        first.listen()
    assert called.args == [(Path("/a b.jpg"),)]
    assert second.wait(30) == 0
    first.close()


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
    assert not OneInstance(places).call_first((), patience_ms=0)


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
