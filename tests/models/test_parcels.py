"""What lies in a folder or on a stick, and may be broken, in motion, or meant badly."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.errors import ModelError, PreparationError, UnknownModelError, WeightsError
from models.manifest import MANIFEST, read_manifest, record_of
from models.parcels import NOTE
from models.registry import STARTER
from models.workshop import Workshop
from tests.models.tiny_graph import random_tensors, write_safetensors
from tests.models.tiny_registry import NAME, TINY, tiny_registry

FOLDER = "tiny--written"
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")


@pytest.fixture
def make(tmp_path, graph):
    def made(home="home"):
        known = {TINY: graph}
        registry = tiny_registry("http://hub.invalid")
        return Workshop(tmp_path / home / "models", lambda: registry, known.get)

    return made


@pytest.fixture
def workshop(make):
    return make()


@pytest.fixture
def stick(tmp_path):
    """A stick with the weights of the tiny model."""
    (tmp_path / "stick").mkdir()
    write_safetensors(tmp_path / "stick" / NAME, random_tensors())
    return tmp_path / "stick"


@pytest.fixture
def elsewhere(make, stick):
    """The folder of models of another computer."""
    other = make("elsewhere")
    other.import_from(stick)
    return other.folder


def note(**changes):
    file = {"name": NAME, "size": 1, "sha256": "0" * 64}
    content = {"format": 1, "model_id": TINY, "files": [{**file, **changes}]}
    return json.dumps(content)


@pytest.mark.parametrize(
    "content",
    [
        note(size="1"),
        note(size=1e999),
        note(size=None),
        note(sha256=5),
        note(name=".."),
        note(name=""),
        note(name=["x"]),
        "[" * 100_000,
        '{"a":' * 100_000,
        '"' + "x" * (1 << 20) + '"',
        b"\xff\xfe\x00",
    ],
    ids=range(11),
)
def test_a_note_of_another_hand_is_not_heeded(workshop, stick, content):
    raw = content if isinstance(content, bytes) else content.encode()
    (stick / NOTE).write_bytes(raw)
    assert workshop.import_from(stick) == TINY


@posix
@pytest.mark.parametrize("name", [NOTE, f"{FOLDER}/{MANIFEST}", f"{FOLDER}/w.safetensors"])
def test_what_never_ends_is_not_read(workshop, stick, name):
    """Opening a pipe waits for ever, and reading /dev/zero takes all memory."""
    file = stick / name
    file.parent.mkdir(exist_ok=True)
    for make_it in (lambda: os.mkfifo(file), lambda: file.symlink_to("/dev/zero")):
        make_it()
        assert workshop.import_from(stick) == TINY
        file.unlink()


@posix
def test_a_pipe_is_no_file_of_weights(workshop, tmp_path):
    os.mkfifo(tmp_path / "w.safetensors")
    with pytest.raises(WeightsError, match="is no file of a model; choose another"):
        workshop.import_from(tmp_path / "w.safetensors", TINY)


@pytest.mark.parametrize(
    "changes",
    [
        {"model_id": 5},
        {"clean": ["lower"]},
        {"answers": []},
        {"answers": {"texts": 5, "pictures": None}},
        {"made_from": {"weights": 5}},
        {"dim": "4"},
        {"files": [{"name": ["x"], "size": 1, "sha256": ""}]},
        {"files": [{"name": "image.onnx", "size": "1", "sha256": ""}]},
        {"files": [{"name": "..", "size": 1, "sha256": ""}]},
        {"input_spec": {"side": 4, "resize_mode": [], "interpolation": {}}},
    ],
    ids=range(10),
)
def test_a_manifest_of_another_hand_is_damaged(make, elsewhere, changes):
    """It is one sentence where it is used, and no hindrance to the other models."""
    file = elsewhere / FOLDER / MANIFEST
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))
    with pytest.raises(ModelError, match="is damaged"):
        read_manifest(elsewhere / FOLDER)
    other = make("elsewhere")
    assert [model.model_id for model in other.prepared()] == [STARTER]
    assert list(other.damaged()) == [TINY]
    with pytest.raises(ModelError, match="is damaged"):
        other.verify(TINY)


def test_a_manifest_without_an_end_is_damaged(elsewhere):
    (elsewhere / FOLDER / MANIFEST).write_text("[" * 100_000)
    with pytest.raises(ModelError, match=r"damaged \(model\.json is no JSON\)"):
        read_manifest(elsewhere / FOLDER)


@pytest.fixture
def pulled_out(monkeypatch):
    """After so many bytes of such a file there is no drive any more."""

    def pull(name, after):
        real = Path.open

        def opened(self, *arguments, **options):
            stream = real(self, *arguments, **options)
            if not self.match(f"{name}") or "stick" not in self.parts:
                return stream
            return Vanishing(stream, after)

        monkeypatch.setattr(Path, "open", opened)

    return pull


class Vanishing:
    """A file on a drive that is pulled out."""

    def __init__(self, stream, after):
        self._stream = stream
        self._left = after

    def read(self, size=-1):
        content = self._stream.read(size)
        self._left -= len(content)
        if self._left < 0:
            raise OSError(errno.EIO, "Input/output error")
        return content

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._stream.close()


@pytest.mark.parametrize("named", [None, TINY])
def test_a_stick_that_is_pulled_out_while_it_is_compared(workshop, stick, pulled_out, named):
    (stick / NOTE).write_text(note(size=(stick / NAME).stat().st_size))
    pulled_out(NAME, 1 << 19)
    with pytest.raises(ModelError, match=rf"{NAME} cannot be read \(Input/output error\); see"):
        workshop.import_from(stick, named)
    assert not workshop.folder.exists() or list(workshop.folder.iterdir()) == []


def test_a_stick_that_is_pulled_out_while_it_is_copied(workshop, elsewhere, stick, pulled_out):
    """It is the stick that is told of, and not the folder that is written to."""
    shutil.copytree(elsewhere / FOLDER, stick / FOLDER)
    (stick / NAME).unlink()
    pulled_out("text.onnx.data", 1000)
    with pytest.raises(ModelError, match=r"stick.*text\.onnx\.data cannot be read \(Input/output"):
        workshop.import_from(stick)
    assert list(workshop.folder.iterdir()) == []


def test_weights_that_are_changed_between_the_look_and_the_use(workshop, stick):
    """Their checksum was that of other bytes."""
    file = stick / NAME
    content = bytearray(file.read_bytes())
    content[-1] ^= 1

    def change(step, done, _total):
        if step == "filling in the weights" and not done:
            file.write_bytes(content)
            os.utime(file, ns=(1, 1))

    with pytest.raises(WeightsError, match="was changed while it was read"):
        workshop.import_from(stick, TINY, change)
    assert list(workshop.folder.iterdir()) == []


def test_a_prepared_model_that_cannot_compute(workshop, elsewhere):
    """Its files are as it says, and of another kind than ours."""
    tower, about = elsewhere / FOLDER / "image.onnx", elsewhere / FOLDER / MANIFEST
    tower.write_bytes(tower.read_bytes().replace(b"embeddings", b"embeddingz"))
    content = json.loads(about.read_text())
    others = [record for record in content["files"] if record["name"] != tower.name]
    about.write_text(json.dumps({**content, "files": [*others, asdict(record_of(tower))]}))
    with pytest.raises(ModelError, match=rf"The model {TINY} cannot compute \(\w+\); free some"):
        workshop.import_from(elsewhere)
    assert list(workshop.folder.iterdir()) == []


def test_a_copy_can_be_given_up_within_a_file(workshop, elsewhere, monkeypatch):
    monkeypatch.setattr("models.workshop._PIECE_BYTES", 100_000)
    told = []
    workshop.import_from(elsewhere, None, lambda *news: told.append(news))
    news = [(done, total) for step, done, total in told if step == "copying the prepared model"]
    done, totals = zip(*news, strict=True)
    assert list(done) == sorted(done)
    assert len(done) > 8
    assert set(totals) == {done[-1]}


def test_a_folder_on_a_drive_that_is_away(make, stick, monkeypatch):
    def away(_):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr("shutil.disk_usage", away)
    with pytest.raises(PreparationError, match=r"cannot be written to .*\(No such file or dir"):
        make().import_from(stick)


@pytest.mark.parametrize("name", ["a" * 101 + "/b", "a/" + "b" * 300])
def test_a_name_too_long_for_a_folder_is_none(workshop, name):
    for deed in (workshop.verify, workshop.get):
        with pytest.raises(UnknownModelError):
            deed(name, *([] if deed == workshop.verify else [SimpleNamespace()]))


@pytest.mark.parametrize("name", ["with blanks", "ünïcødé 写真", "it's, 100% & [odd]"])
def test_paths_of_all_kinds(tmp_path, make, stick, name):
    shutil.copytree(stick, tmp_path / f"from {name}")
    workshop = make(name)
    assert workshop.import_from(tmp_path / f"from {name}") == TINY
    workshop.verify(TINY)
    other = make(f"other {name}")
    assert other.import_from(workshop.folder) == TINY
    assert other.remove(TINY) > 0


@posix
def test_files_that_the_user_keeps_elsewhere(workshop, stick, tmp_path):
    """A folder of a model may be a link; what it leads to is the user's."""
    workshop.import_from(stick)
    moved = tmp_path / "larger drive"
    (workshop.folder / FOLDER).rename(moved)
    (workshop.folder / FOLDER).symlink_to(moved)
    workshop.verify(TINY)
    assert [model.model_id for model in workshop.prepared()] == [STARTER, TINY]
    for _ in range(2):
        workshop.remove(TINY)
        assert list(workshop.folder.iterdir()) == []
    assert (moved / MANIFEST).is_file()


@posix  # where files that are looked at can be removed
def test_looking_while_files_come_and_go(workshop, stick):
    """The window asks what is here while a download ends and a model is replaced."""
    ended = threading.Event()

    def churn():
        fetched = workshop.folder / "weights" / FOLDER
        for _ in range(30):
            fetched.mkdir(parents=True)
            for number in range(50):
                (fetched / f"{number}.partial").write_bytes(b"1")
                (fetched / f"{number}.partial").rename(fetched / str(number))
            shutil.rmtree(fetched)
        workshop.import_from(stick)
        workshop.import_from(stick)
        workshop.remove(TINY)

    def work():
        try:
            churn()
        finally:
            ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        while not ended.is_set():
            assert 0 <= workshop.fetched_bytes(TINY) <= 100
            assert {model.model_id for model in workshop.prepared()} <= {STARTER, TINY}
            workshop.damaged()
    finally:
        thread.join()
