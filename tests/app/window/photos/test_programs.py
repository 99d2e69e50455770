"""Programs that open a photo, as a desktop of freedesktop.org knows them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.window.photos.programs import Program, commands_for, program_at, programs_for

linux = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are for Linux")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "applications"
    folder.mkdir()
    (folder / "mimeinfo.cache").write_text(
        "[MIME Cache]\nimage/jpeg=paint.desktop;gone.desktop;hidden.desktop;missing.desktop;\n"
    )
    (folder / "paint.desktop").write_text(
        "[Desktop Entry]\nName=Paint & Co\nName[de]=Malen\nExec=sh --new %F\n[Desktop Action x]\n"
        "Exec=other\n"
    )
    (folder / "hidden.desktop").write_text(
        "[Desktop Entry]\nName=Hidden\nExec=sh %f\nNoDisplay=true\n"
    )
    (folder / "missing.desktop").write_text(
        "[Desktop Entry]\nName=Missing\nExec=/nowhere/at-all %f\n"
    )
    return tmp_path


@linux
def test_only_programs_that_are_there(data, qapp) -> None:
    assert programs_for("/x/photo.JPG", [data]) == [Program("Paint & Co", ("sh", "--new", "%F"))]
    assert programs_for("/x/notes.txt", [data]) == []


@linux
def test_odd_files_do_no_harm(data, qapp) -> None:
    (data / "applications" / "paint.desktop").write_text("Exec=\0\n[[[")
    assert programs_for("/x/photo.jpg", [data, data / "nowhere"]) == []


@pytest.mark.parametrize(
    ("command", "commands"),
    [
        (("p", "%F"), [["p", "/a b", "/c"]]),
        (("p", "%f"), [["p", "/a b"], ["p", "/c"]]),
        (("p", "%U"), [["p", "file:///a%20b", "file:///c"]]),
        (("p", "%i", "--x=%%"), [["p", "--x=%", "/a b", "/c"]]),
    ],
)
def test_where_the_files_go(command, commands) -> None:
    assert commands_for(command, ["/a b", "/c"]) == commands


def test_a_program_that_was_pointed_at() -> None:
    assert program_at("/usr/bin/gimp").name == "gimp"


def test_a_program_that_cannot_be_started(qapp) -> None:
    assert not program_at("/nowhere/at-all").open(["/a"])
