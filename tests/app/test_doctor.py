"""`pictrove doctor`: with and without a library, an engine, Qt; and what it keeps to itself."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result

from app import diagnosis, doctor
from app.attention import LITTLE_SPACE, Log, Place, sentences
from app.cli import cli
from app.redaction import Redaction
from app.services import Services
from indexer.checkup import Checkup, Decoders, check_up
from indexer.client import Settings, open_client
from indexer.places import Places
from tests.app.conftest import ENGINE, LARGE, STARTER, STATUS

ROOT = Path(__file__).parents[2]
OURS = metadata.version("pictrove")
IDLE = dataclasses.replace(ENGINE, version=OURS, notices=())
NO_DRIVE = tuple(folder for folder in STATUS.folders if not folder.offline)
STATUS_WELL = dataclasses.replace(STATUS, folders=NO_DRIVE, engine=IDLE)
DECODERS = Decoders(("seccomp", "Landlock 7"), "", ("jpg", "png"))
WELL = Checkup(
    library="sound",
    engine="runs",
    status=STATUS_WELL,
    models=(STARTER, LARGE),
    settings=Settings(cores=2),
    decoders=DECODERS,
)
ROOM = Place("data", Path("/x"), there=True, size=1, free=LITTLE_SPACE, writable=True)


@pytest.fixture
def places(tmp_path, monkeypatch) -> Places:
    monkeypatch.setattr("app.attention.LITTLE_SPACE", 0)  # whatever this disk has left
    return Places.below(tmp_path / "home")


def examine(places: Places, found: Checkup | None, *arguments: str) -> Result:
    """Run `pictrove doctor`; without something found, it really looks."""
    look = check_up if found is None else lambda _places: found
    services = Services(places=lambda: places, check_up=look)
    return CliRunner().invoke(cli, ["doctor", *arguments], obj=services, prog_name="pictrove")


def needed(**changes: object) -> list[str]:
    """What needs attention after these changes of what is well."""
    return sentences(dataclasses.replace(WELL, **changes), (ROOM,), Log(), frozenset())


def files_below(folder: Path) -> dict[str, bytes]:
    """All but what SQLite lays beside a database that is read."""
    own = ("-wal", "-shm")
    files = [one for one in folder.rglob("*") if one.is_file() and not one.name.endswith(own)]
    return {str(one): one.read_bytes() for one in files}


def test_all_is_well(places) -> None:
    result = examine(places, WELL)
    assert result.exit_code == 0, result.output
    for told in (
        f"Pictrove {OURS}",
        "PySide6-Essentials",
        "SQLite 3",
        "display:",
        "data: (data)",
        "its database is sound",
        "indexed 15, pending 1",
        "folder 1: 12 photos",
        "cores: 2",
        "fences: seccomp, Landlock 7",
        "starter: in use",
        "All is well.",
    ):
        assert told in result.stdout
    assert "log" not in result.stdout


def test_json(places) -> None:
    found = json.loads(examine(places, WELL, "--json").stdout)
    assert (found["version"], found["well"], found["attention"]) == (OURS, True, [])
    assert "indexed 15, pending 1" in found["sections"]["Library"]
    result = examine(places, dataclasses.replace(WELL, engine="dead"), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["attention"]


def test_names_are_told_on_request_only(places, monkeypatch) -> None:
    monkeypatch.setattr(doctor, "_names", lambda: ["anna"])
    folder = dataclasses.replace(
        STATUS.folders[0], path="/media/Our Photos", note="/media/Our Photos is slow, anna."
    )
    status = dataclasses.replace(STATUS_WELL, folders=(folder,), data_folder=str(places.data))
    trouble = "The folder /media/Our Photos/Bob's dog, 1.jpg cannot be read (why); do it."
    found = dataclasses.replace(WELL, status=status, troubles=(trouble,))
    private = ("Our Photos", "Bob", "s dog", "anna", str(places.data))
    told = examine(places, found).stdout
    assert not [name for name in private if name in told]
    assert "(folder 1)" in told
    open_told = examine(places, found, "--paths").stdout
    assert not [name for name in private if name not in open_told]


def test_without_a_library_nothing_is_made(places, tmp_path) -> None:
    result = examine(places, None)
    assert result.exit_code in (0, 1), result.output  # this system may lack a fence
    assert "kinds that were read: " in result.stdout
    assert "jpg" in result.stdout
    assert "there is none yet" in result.stdout
    assert "(none runs)" in result.stdout
    assert "starter: in use" in result.stdout
    assert not list(tmp_path.iterdir())


@pytest.fixture
def library(places, monkeypatch) -> Places:
    """A library that is there, and no engine."""
    from indexer.library import open_library

    monkeypatch.setattr("indexer.checkup.look_at_decoders", lambda: DECODERS)
    with open_library(places, read_only=False) as made:
        made.change_settings(Settings(cores=3))
    return places


def test_a_library_is_looked_at_and_left_as_it_is(library) -> None:
    before = files_below(library.data)
    result = examine(library, None)
    assert result.exit_code == 0, result.output
    assert "its database is sound" in result.stdout
    assert "cores: 3" in result.stdout
    assert files_below(library.data) == before
    assert not psutil.Process().children()


def test_a_damaged_library(library) -> None:
    database = library.data / "library.db"
    content = bytearray(database.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    database.write_bytes(content)
    result = examine(library, None)
    assert result.exit_code == 1
    assert "pictrove repair" in result.stdout
    assert "fences" in result.stdout
    assert database.read_bytes() == content


def test_a_file_that_is_no_library(library) -> None:
    (library.data / "library.db").write_bytes(b"no library at all" * 1000)
    result = examine(library, None)
    assert result.exit_code == 1
    assert "damaged" in result.stdout


def test_an_older_library_is_not_brought_up_to_date(library, monkeypatch) -> None:
    before = files_below(library.data)
    monkeypatch.setattr("indexer.store.connections.SCHEMA_VERSION", 99)
    result = examine(library, None)
    assert "an older version wrote it" in result.stdout
    assert files_below(library.data) == before


def test_a_running_engine_is_asked(library) -> None:
    with open_client(places=library) as client:
        result = examine(library, None)
        client.stop_engine()
    assert result.exit_code == 0, result.output
    assert f"version {OURS}, started" in result.stdout
    assert "cores: 3" in result.stdout
    assert "its database is sound" in result.stdout


def test_a_dead_engine_is_told_and_stays_dead(library, monkeypatch) -> None:
    gone = Path(tempfile.gettempdir(), "pictrove-nobody.sock")
    (library.data / "engine.key").write_bytes(bytes(32) + os.fsencode(gone))
    monkeypatch.setattr("subprocess.Popen.__init__", _refusing("indexer.engine"))
    result = examine(library, None)
    assert result.exit_code == 1
    assert "has not ended in order" in result.stdout
    assert "`pictrove status` starts it again" in result.stdout
    assert "its database is sound" in result.stdout
    assert "cores: 3" in result.stdout


def _refusing(word: str):
    start = subprocess.Popen.__init__

    def checked(self, args, *more, **others):
        assert word not in args
        return start(self, args, *more, **others)

    return checked


def test_without_qt(places, monkeypatch) -> None:
    monkeypatch.setattr(doctor, "missing", lambda: frozenset({"PySide6"}))
    result = examine(places, WELL)
    assert result.exit_code == 1
    assert "Qt is not installed" in result.stdout


def test_qt_is_not_loaded(tmp_path) -> None:
    code = (
        "import sys; from app.cli import run; run(['doctor']); "
        "print(any(name.startswith('PySide6') for name in sys.modules))"
    )
    environment = {**os.environ, "PICTROVE_HOME": str(tmp_path / "home")}
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    assert result.stdout.endswith("False\n")
    assert not list(tmp_path.iterdir())


def test_what_needs_attention() -> None:
    assert needed() == []
    bad_model = dataclasses.replace(STARTER, ready=False)
    engine = dataclasses.replace(IDLE, version="0.0.1", notices=("The watch limit is reached.",))
    cases = [
        ("models get", {"models": (bad_model,)}),
        ("does not start", {"decoders": Decoders(trouble="It does not start.")}),
        ("less confined", {"decoders": dataclasses.replace(DECODERS, lacking="no Landlock")}),
        ("png; install", {"decoders": dataclasses.replace(DECODERS, cannot=("png",))}),
        ("engine stop", {"status": dataclasses.replace(STATUS_WELL, engine=engine)}),
        ("watch limit", {"status": dataclasses.replace(STATUS_WELL, engine=engine)}),
        ("connect its drive", {"status": dataclasses.replace(STATUS, engine=IDLE)}),
        ("does not answer", {"engine": "mute", "status": None}),
        ("pictrove repair", {"library": "damaged", "damage": "x", "status": None}),
    ]
    for told, changes in cases:
        found = needed(**changes)
        assert [one for one in found if told in one], told


def test_what_was_left_out_on_purpose_is_no_trouble() -> None:
    found = dataclasses.replace(WELL, decoders=dataclasses.replace(DECODERS, cannot=("jxl",)))
    assert sentences(found, (ROOM,), Log(), frozenset({"pillow_jxl"})) == []
    assert sentences(found, (ROOM,), Log(), frozenset())


def test_little_space_and_folders_that_cannot_be_written() -> None:
    tight = dataclasses.replace(ROOM, free=5_000_000)
    locked = dataclasses.replace(ROOM, name="cache", writable=False)
    first, second = sentences(WELL, (tight, locked), Log(), frozenset())
    assert "cache" in first
    assert "PICTROVE_HOME" in first
    assert second == "Only 5.0 MB are free on the disk of data; make room there."


def test_the_log_is_told_if_there_is_one(places) -> None:
    places.cache.mkdir(parents=True)
    log = places.cache / "engine.log"
    log.write_text(f"Traceback (most recent call last)\n  {places.data}/library.db\nKeyError\n")
    result = examine(places, WELL)
    assert result.exit_code == 1
    assert "(data)/library.db" in result.stdout
    assert "met a bug lately" in result.stdout
    os.utime(log, (0, 0))
    assert examine(places, WELL).exit_code == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/h/a/.data/library.db is damaged; x.", "(data)/library.db is damaged; x."),
        ("No: '/h/a/Bob's dog, big (1).jpg'", "No: '~'"),
        ("The folder /m/My Photos/x y (why); do.", "The folder (folder 1) (why); do."),
        ('File "/usr/lib/x.py", line 3', 'File "(python)/lib/x.py", line 3'),
        ("Only /secret/thing here. More", "Only (path). More"),
        (r"C:\Users\x\a b.jpg is bad", "(path) is bad"),
        ("IMG 1.JPG of anna, not of annabel", "IMG (photo) of (name), not of annabel"),
        ("docs/a.md and/or http://x.org/a", "docs/a.md and/or http://x.org/a"),
        ("'/srv/it's me/f' -> '/srv/b c'", "'(path)' -> '(path)'"),
        ("/h/abc/x", "(path)"),
        ("hub: https://me:pass@word@m.example/hf", "hub: https://m.example/hf"),
        ("hub: https://m.example/a@b", "hub: https://m.example/a@b"),
    ],
)
def test_what_is_private_is_replaced(text, told) -> None:
    hide = Redaction(
        own={"/h/a/.data": "(data)", "/usr": "(python)"},
        private={"/m/My Photos": "(folder 1)"},
        home="/h/a",
        names=["anna", "x"],
    )
    assert hide(text) == told


def test_a_bundle_says_what_it_is(monkeypatch, tmp_path) -> None:
    inside = tmp_path / "_internal"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "pictrove"))
    monkeypatch.setattr(doctor, "resource", lambda _name: inside)
    kind, program, licences = doctor.installation()
    assert kind.partition(" bundle")[0] in {"full", "standard"}
    assert program == f"program: {tmp_path}/pictrove"
    assert "missing or damaged" in licences
    (inside / "licences").mkdir(parents=True)
    (inside / "licences" / "index.json").write_text('{"components": [{}, {}]}')
    assert doctor.installation()[-1] == f"licences: of 2 components, in {inside}/licences"
    hide = doctor.redaction(Places.below(tmp_path / "home"), WELL)
    assert hide(program) == "program: (program)/pictrove"


def test_from_a_package_it_says_so() -> None:
    (line,) = doctor.installation()
    assert "package" in line


def test_the_version_stands_in_one_place() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    rooms = [ROOT / room for room in ("app", "indexer", "models", "packaging")]
    guilty = [
        str(source.relative_to(ROOT))
        for room in rooms
        for source in (*room.rglob("*.py"), *room.rglob("*.spec"))
        if f'"{declared}"' in source.read_text("utf-8")
    ]
    assert guilty == []


def test_the_password_of_a_hub_is_in_no_report():
    told = diagnosis.settings(Settings(hub="https://me:secret@m.example/hf"))
    assert "hub: https://m.example/hf" in told.lines
    assert "hub: " in diagnosis.settings(Settings()).lines
