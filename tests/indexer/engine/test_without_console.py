"""Engines that no client started: a login gives them other streams, and on Windows none at all."""

from __future__ import annotations

import subprocess
import sys

import pytest

from indexer.engine.addresses import log_file
from indexer.engine.engine import Engine, run
from indexer.engine.log import open_log, write_log
from indexer.errors import LibraryError


@pytest.fixture
def engine(places) -> Engine:
    bare = object.__new__(Engine)
    bare._places = places
    return bare


def test_a_bug_is_in_the_log_without_standard_error(monkeypatch, places, engine):
    monkeypatch.setattr(sys, "stderr", None)
    engine._on_bug(ValueError("a bug"))
    assert f"report what {log_file(places)} says" in engine._bugs[0]
    assert "ValueError: a bug" in log_file(places).read_text()
    assert log_file(places).stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_a_bug_is_in_the_log_also_where_standard_error_goes_elsewhere(capsys, places, engine):
    engine._on_bug(ValueError("a bug"))
    assert "ValueError: a bug" in capsys.readouterr().err
    assert "ValueError: a bug" in log_file(places).read_text()


def test_what_standard_error_brings_to_the_log_is_not_written_twice(places):
    code = (
        "import sys; from pathlib import Path\n"
        "from indexer.engine.log import write_log\nfrom indexer.places import Places\n"
        "write_log(Places.below(Path(sys.argv[1])), 'a bug')"
    )
    with open_log(places) as log:
        subprocess.run(
            [sys.executable, "-c", code, str(places.data.parent)], stderr=log, check=True
        )
    assert log_file(places).read_text().count("a bug") == 1


def test_nobody_reads_standard_error_any_more(monkeypatch, places, tmp_path):
    with (tmp_path / "closed").open("w") as closed:
        monkeypatch.setattr(sys, "stderr", closed)
    write_log(places, "a bug")
    assert "a bug" in log_file(places).read_text()


def test_there_is_no_place_for_the_log(capsys, places):
    places.cache.parent.mkdir(parents=True)
    places.cache.write_bytes(b"no folder")
    write_log(places, "a bug")
    assert "a bug" in capsys.readouterr().err


def test_an_engine_without_standard_error_gets_the_log_for_it(monkeypatch, places):
    monkeypatch.setattr(sys, "stderr", None)
    places.data.parent.mkdir(parents=True)
    places.data.write_bytes(b"no folder")
    with pytest.raises(LibraryError):
        run(places)
    with sys.stderr as made:  # what threads and imports say goes there
        made.write("from some library")
    assert log_file(places).read_text() == "from some library"
