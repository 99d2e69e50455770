"""Models on their way here: fetched, imported, verified, removed; and all that can go wrong."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from models.errors import (
    ModelError,
    ModelNotReadyError,
    PreparationError,
    UnknownModelError,
    WeightsError,
)
from models.onnx import OnnxEncoder
from models.parcels import NOTE
from models.registry import STARTER, HubFile
from models.torch_process import missing_packages
from models.weights import Fetcher
from models.workshop import Workshop
from tests.models import tiny_graph
from tests.models.tiny_graph import random_tensors, write_safetensors
from tests.models.tiny_registry import FILE, NAME, TINY, tiny_registry, tiny_spec

FOLDER = "tiny--written"


class GivenUpError(Exception):
    """Nobody needs the model any more."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    return tiny_graph.write_graph(tmp_path_factory.mktemp("graphs") / FOLDER)


@pytest.fixture
def weights(tmp_path):
    (tmp_path / "published").mkdir()
    return write_safetensors(tmp_path / "published" / NAME, random_tensors())


@pytest.fixture
def make(tmp_path, graph, hub):
    """Make a workshop in a home of its own, for some specs."""

    def made(*specs, home="home", graphs=None):
        known = {TINY: graph} if graphs is None else graphs
        registry = tiny_registry(hub.url, *specs)
        return Workshop(tmp_path / home / "models", lambda: registry, known.get)

    return made


@pytest.fixture
def workshop(make):
    return make()


@pytest.fixture
def fetcher(hub, weights):
    hub.publish(weights.read_bytes(), name=NAME)
    return Fetcher(hub.url, sleep=lambda _: None)


def giving_up(at):
    """Progress that is not listened to any more from this step on."""

    def tell(step, done, _total):
        if step == at and done:
            raise GivenUpError

    return tell


def ids(workshop):
    return [model.model_id for model in workshop.prepared()]


def left(workshop):
    return sorted(path.name for path in workshop.folder.iterdir())


# Getting


def test_from_the_hub_to_a_prepared_model(workshop, fetcher):
    told = []
    workshop.get(TINY, fetcher, lambda *news: told.append(news))
    steps = list(dict.fromkeys(step for step, _, _ in told))
    assert steps == [
        "fetching the weights",
        "filling in the weights",
        "checking the prepared model",
    ]
    assert ids(workshop) == [STARTER, TINY]
    tiny = workshop.prepared()[1]
    files = [path for path in (workshop.folder / FOLDER).iterdir() if path.is_file()]
    assert (tiny.dim, tiny.size) == (4, sum(path.stat().st_size for path in files))
    assert workshop.fetched_bytes(TINY) == 0
    workshop.verify(TINY)
    made_from = OnnxEncoder(workshop.folder / FOLDER).manifest.made_from
    assert made_from["published"] == "them/tiny@main"


def test_what_was_fetched_stays_until_the_model_is_ready(workshop, fetcher, hub):
    with pytest.raises(GivenUpError):
        workshop.get(TINY, fetcher, giving_up("fetching the weights"))
    begun = workshop.fetched_bytes(TINY)
    assert 0 < begun < len(hub.files["/them/tiny/resolve/main/" + NAME])
    with pytest.raises(GivenUpError):
        workshop.get(TINY, fetcher, giving_up("filling in the weights"))
    assert hub.requests[1][1] == f"bytes={begun}-"
    assert workshop.fetched_bytes(TINY) > begun
    assert ids(workshop) == [STARTER]
    hub.requests.clear()
    workshop.get(TINY, fetcher)
    assert all(wanted for _, wanted in hub.requests)  # nothing was sent again
    assert ids(workshop) == [STARTER, TINY]
    assert workshop.fetched_bytes(TINY) == 0


def test_an_unfinished_download_is_removed(workshop, fetcher):
    with pytest.raises(GivenUpError):
        workshop.get(TINY, fetcher, giving_up("fetching the weights"))
    begun = workshop.fetched_bytes(TINY)
    assert workshop.remove(TINY) == begun
    assert (workshop.fetched_bytes(TINY), workshop.remove(TINY)) == (0, 0)


def test_a_model_is_made_once_at_a_time(workshop, fetcher):
    begun, go_on = threading.Event(), threading.Event()

    def wait(*_):
        begun.set()
        assert go_on.wait(120)

    thread = threading.Thread(target=workshop.get, args=(TINY, fetcher, wait))
    thread.start()
    assert begun.wait(120)
    for deed in (lambda: workshop.get("standard", fetcher), lambda: workshop.remove(TINY)):
        with pytest.raises(ModelError, match="already; wait until"):
            deed()
    go_on.set()
    thread.join()
    assert ids(workshop) == [STARTER, TINY]


def test_the_starter_is_neither_fetched_nor_removed(workshop, fetcher, tmp_path):
    for deed in (
        lambda: workshop.get(STARTER, fetcher),
        lambda: workshop.fetch("built in", tmp_path, fetcher),
        lambda: workshop.import_from(tmp_path, STARTER),
        lambda: workshop.remove(STARTER),
    ):
        with pytest.raises(ModelError, match="built-in model is part of"):
            deed()
    workshop.verify(STARTER)


def test_without_a_graph_torch_is_needed(make, fetcher, monkeypatch):
    workshop = make(graphs={})
    assert workshop.needs_torch(TINY) == bool(missing_packages())
    monkeypatch.setattr("models.torch_process.find_spec", lambda _: None)
    assert workshop.needs_torch(TINY)
    assert not workshop.needs_torch(STARTER)
    with pytest.raises(PreparationError, match=rf"Preparing {TINY} needs .*pictrove\[prepare\]"):
        workshop.get(TINY, fetcher)
    monkeypatch.setattr("models.torch_process.is_bundle", lambda: True)
    with pytest.raises(PreparationError, match="This bundle of Pictrove cannot prepare"):
        workshop.get("any/thing", fetcher)


# For another computer


@pytest.fixture
def stick(make, fetcher, tmp_path):
    """What is left on a USB stick by a computer that has a network."""
    place = make(home="first").fetch("standard", tmp_path / "stick", fetcher)
    assert place == tmp_path / "stick" / FOLDER
    return tmp_path / "stick"


@pytest.mark.parametrize("what", [".", FOLDER, f"{FOLDER}/{NAME}"])
@pytest.mark.parametrize("model_id", [None, "tiny"])
def test_the_way_by_a_stick(workshop, stick, what, model_id):
    before = {path: path.stat().st_mtime_ns for path in stick.rglob("*")}
    assert workshop.import_from(stick / what, model_id) == TINY
    assert ids(workshop) == [STARTER, TINY]
    assert {path: path.stat().st_mtime_ns for path in stick.rglob("*")} == before


def test_fetching_again_goes_on(make, fetcher, hub, stick, weights):
    (stick / FOLDER / NOTE).unlink()
    (stick / FOLDER / NAME).rename(stick / FOLDER / f"{NAME}.partial")
    with (stick / FOLDER / f"{NAME}.partial").open("r+b") as file:
        file.truncate(1000)
    hub.requests.clear()
    make(home="first").fetch(TINY, stick, fetcher)
    assert hub.requests == [(f"/them/tiny/resolve/main/{NAME}", "bytes=1000-")]
    assert (stick / FOLDER / NAME).read_bytes() == weights.read_bytes()


@pytest.mark.parametrize("named", [None, TINY])
def test_a_file_that_changed_on_its_way(workshop, stick, named):
    file = stick / FOLDER / NAME
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(WeightsError, match="has changed since it was fetched; copy"):
        workshop.import_from(stick, named)
    assert ids(workshop) == [STARTER]


@pytest.mark.parametrize("what", [".", FOLDER, f"{FOLDER}/{NAME}"])
@pytest.mark.parametrize("named", [None, TINY])
@pytest.mark.parametrize("pinned", [False, True])
def test_a_stick_that_was_not_copied_completely(make, stick, weights, what, named, pinned):
    sha256 = hashlib.sha256(weights.read_bytes()).hexdigest() if pinned else None
    workshop = make(tiny_spec(replace(FILE, sha256=sha256)))
    with (stick / FOLDER / NAME).open("r+b") as file:
        file.truncate(1000)
    for _ in range(2):
        with pytest.raises(WeightsError, match=rf"{NAME} was not copied completely; copy it again"):
            workshop.import_from(stick / what, named)
        (stick / FOLDER / NAME).unlink(missing_ok=True)  # it may also be missing altogether
    assert ids(workshop) == [STARTER]


@pytest.fixture
def locked(monkeypatch):
    """Folders that may not be read, whoever runs the test."""
    folders = set()
    scandir = os.scandir

    def scan(path):
        if str(path) in map(str, folders):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan)
    return folders


def test_a_stick_with_folders_that_may_not_be_read(workshop, stick, locked):
    for name in ("lost+found", "System Volume Information"):
        (stick / name).mkdir()
        locked.add(stick / name)
    assert workshop.import_from(stick) == TINY


def test_a_stick_that_may_not_be_read_itself(workshop, stick, locked):
    locked.add(stick)
    with pytest.raises(ModelError, match=r"stick cannot be read \(Permission denied\); see that"):
        workshop.import_from(stick)


def test_weights_without_a_note_are_recognised_by_their_tensors(workshop, weights):
    assert workshop.import_from(weights) == TINY
    assert workshop.import_from(weights.parent) == TINY


def test_without_a_graph_they_are_recognised_by_their_checksum(make, weights, monkeypatch):
    content = weights.read_bytes()
    pinned = replace(FILE, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    monkeypatch.setattr("models.torch_process.find_spec", lambda _: None)
    for model in (tiny_spec(pinned), tiny_spec(replace(pinned, size=None))):
        with pytest.raises(PreparationError, match=TINY):  # recognised, but torch is missing
            make(model, graphs={}).import_from(weights)
    other = tiny_spec(replace(pinned, sha256="0" * 64))
    with pytest.raises(WeightsError, match="of no model that Pictrove knows"):
        make(other, graphs={}).import_from(weights)


def test_weights_that_are_not_the_published_ones(make, weights):
    workshop = make(tiny_spec(replace(FILE, sha256="0" * 64)))
    for model_id in (None, TINY):
        with pytest.raises(WeightsError, match="not the file that was published"):
            workshop.import_from(weights, model_id)


def test_weights_that_fit_two_models(make, graph, weights):
    twin = tiny_spec(model_id="tiny/twin")
    workshop = make(tiny_spec(), twin, graphs={TINY: graph, "tiny/twin": graph})
    with pytest.raises(WeightsError, match=r"may be of tiny/written or tiny/twin; say which"):
        workshop.import_from(weights)
    with pytest.raises(ModelError, match=r"several models in .*tiny/twin, tiny/written"):
        workshop.import_from(weights.parent)
    assert workshop.import_from(weights, TINY) == TINY


def test_weights_of_nobody(workshop, tmp_path):
    odd = write_safetensors(tmp_path / "odd.safetensors", {"a": np.zeros(3, np.float32)})
    with pytest.raises(WeightsError, match="of no model that Pictrove knows"):
        workshop.import_from(odd)
    with pytest.raises(ModelError, match="No model was recognised"):
        workshop.import_from(tmp_path)
    with pytest.raises(WeightsError, match=f"do not fit {TINY}"):
        workshop.import_from(odd, TINY)
    with pytest.raises(UnknownModelError):
        workshop.import_from(odd, "nothing like it")
    with pytest.raises(WeightsError, match="cannot be read"):
        workshop.import_from(tmp_path / "nowhere.safetensors")


def test_a_folder_of_very_many_files_is_not_searched(workshop, tmp_path, monkeypatch):
    monkeypatch.setattr("models.parcels._MOST_ENTRIES", 3)
    for number in range(4):
        (tmp_path / f"{number}.jpg").touch()
    with pytest.raises(ModelError, match="very many files"):
        workshop.import_from(tmp_path)


@pytest.mark.parametrize(
    "note",
    [
        "no JSON",
        "[]",
        '{"format": 2}',
        '{"format": 1, "model_id": "../../etc", "files": [{"name": "x", "size": 1, "sha256": ""}]}',
        '{"format": 1, "model_id": "starter", "files": [{"x": 1}]}',
        '{"format": 1, "model_id": "tiny/written", "files": [{"name": 1, "size": 1}]}',
        '{"format": 1, "model_id": "a/b", "files": [{"name": 1, "size": 1, "sha256": ""}]}',
        '{"format": 1, "model_id": "a/b", "files": [{"name": "/w", "size": 1, "sha256": ""}]}',
    ],
)
def test_a_note_that_makes_no_sense_is_not_heeded(workshop, weights, note):
    weights.with_name(NOTE).write_text(note)
    assert workshop.import_from(weights.parent) == TINY


def test_a_vocabulary_of_its_own(make, fetcher, hub, tmp_path):
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ("<pad>", "<eos>", "a", "photo", "of", "dog", "two", "children", "42", "very", "im")
    tokens = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(WordLevel(tokens, unk_token="<pad>"))
    tokenizer.pre_tokenizer = Whitespace()
    content = tokenizer.to_str().encode()
    config = {"eos_token": "<eos>", "pad_token": "<pad>", "add_eos_token": True}
    vocabulary = {"kind": "hub", "size": 49408, "config": config}
    graph = tiny_graph.write_graph(tmp_path / "own", vocabulary=vocabulary)
    sha256 = hashlib.sha256(content).hexdigest()
    published = HubFile("them/tiny", "main", "tokenizer.json", len(content), sha256)
    spec = replace(tiny_spec(tokenizer=published), tokenizer_config=config)
    hub.publish(content, name="tokenizer.json")
    workshop = make(spec, graphs={TINY: graph})
    told = []
    workshop.get(TINY, fetcher, lambda step, *_: told.append(step))
    assert "fetching the vocabulary" in told
    stick = tmp_path / "stick"
    place = workshop.fetch(TINY, stick, fetcher)
    assert make(spec, graphs={TINY: graph}, home="b").import_from(stick) == TINY
    (place / "tokenizer.json").write_bytes(content + b" ")
    with pytest.raises(WeightsError, match="changed since it was fetched"):
        workshop.import_from(stick)
    (place / NOTE).unlink()
    with pytest.raises(WeightsError, match=r"tokenizer\.json is not the file that was published"):
        workshop.import_from(stick)
    (place / "tokenizer.json").unlink()
    with pytest.raises(WeightsError, match=r"put the tokenizer\.json .* into"):
        workshop.import_from(stick)


def test_a_stick_that_is_full(make, hub, weights, tmp_path):
    hub.publish(weights.read_bytes(), name=NAME)
    fetcher = Fetcher(hub.url, sleep=lambda _: None, free=lambda _: 1000)
    with pytest.raises(WeightsError, match=r"only 0\.0 GB are free; make room"):
        make().fetch(TINY, tmp_path / "stick", fetcher)


# Prepared elsewhere


@pytest.fixture
def elsewhere(make, weights) -> Path:
    """The folder of models of another computer."""
    other = make(home="elsewhere")
    other.import_from(weights)
    return other.folder


@pytest.mark.parametrize("what", [".", FOLDER])
def test_a_prepared_model_is_copied(workshop, elsewhere, what):
    told = []
    assert workshop.import_from(elsewhere / what, None, lambda *news: told.append(news)) == TINY
    assert "copying the prepared model" in [step for step, _, _ in told]
    workshop.verify(TINY)
    assert left(workshop) == [FOLDER]
    for file in (elsewhere / FOLDER).iterdir():
        assert (workshop.folder / FOLDER / file.name).read_bytes() == file.read_bytes()


def test_one_of_several(make, elsewhere, workshop):
    other = elsewhere / "tiny--other"
    shutil.copytree(elsewhere / FOLDER, other)
    content = json.loads((other / "model.json").read_text())
    (other / "model.json").write_text(json.dumps({**content, "model_id": "tiny/other"}))
    with pytest.raises(ModelError, match="several models"):
        workshop.import_from(elsewhere)
    assert workshop.import_from(elsewhere, "tiny/other") == "tiny/other"
    assert ids(workshop) == [STARTER, "tiny/other"]


def damage(folder):
    file = folder / "image.onnx.data"
    content = bytearray(file.read_bytes())
    content[5] ^= 1
    file.write_bytes(content)


def rewrite(folder, **changes):
    content = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps({**content, **changes}))


def test_a_prepared_model_that_is_damaged_is_not_taken(workshop, elsewhere):
    damage(elsewhere / FOLDER)
    with pytest.raises(ModelError, match=r"elsewhere.* is damaged \(image\.onnx\.data has changed"):
        workshop.import_from(elsewhere)
    assert left(workshop) == []


def test_files_of_others_are_not_taken(workshop, elsewhere, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    files = json.loads((elsewhere / FOLDER / "model.json").read_text())["files"]
    for name in ("../../../secret", str(secret)):
        more = {"name": name, "size": 6, "sha256": digest}
        rewrite(elsewhere / FOLDER, files=[*files, more])
        with pytest.raises(ModelError, match="impossible values"):
            workshop.import_from(elsewhere)
    assert not workshop.folder.exists()


@pytest.mark.parametrize("name", ["starter", "../up", "no name", "a/../b"])
def test_a_prepared_model_with_an_odd_name_is_none(workshop, elsewhere, name):
    rewrite(elsewhere / FOLDER, model_id=name)
    with pytest.raises(ModelError, match="No model was recognised"):
        workshop.import_from(elsewhere)


@pytest.mark.parametrize("changes", [{"dim": 8}, {"context_length": 5}])
def test_a_prepared_model_that_says_to_be_another_one(workshop, elsewhere, changes):
    rewrite(elsewhere / FOLDER, **changes)
    with pytest.raises(ModelError, match=rf"says that it is {TINY}, and is another one"):
        workshop.import_from(elsewhere)
    assert not workshop.folder.exists()


def test_there_must_be_room_for_a_copy(workshop, elsewhere, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(PreparationError, match="Copying the model needs"):
        workshop.import_from(elsewhere)


def test_a_copy_that_was_given_up_leaves_what_was_there(workshop, elsewhere):
    workshop.import_from(elsewhere)
    with pytest.raises(GivenUpError):
        workshop.import_from(elsewhere, None, giving_up("copying the prepared model"))
    workshop.verify(TINY)
    assert left(workshop) == [FOLDER]


# Keeping


@pytest.fixture
def ready(workshop, weights):
    workshop.import_from(weights)
    return workshop


def test_damage_is_seen(ready):
    told = []
    ready.verify("tiny", lambda *news: told.append(news))
    assert (told[0][:2], told[-1][1]) == (("verifying", 0), told[-1][2])
    damage(ready.folder / FOLDER)
    with pytest.raises(ModelError, match=r"is damaged \(image\.onnx\.data has changed\)"):
        ready.verify(TINY)


def test_answers_that_differ_are_seen(ready, make, tmp_path):
    other = make(home="other")
    other.import_from(write_safetensors(tmp_path / "other.safetensors", random_tensors(1)))
    answers = json.loads((other.folder / FOLDER / "model.json").read_text())["answers"]
    rewrite(ready.folder / FOLDER, answers=answers)
    with pytest.raises(ModelError, match="does not compute what it did"):
        ready.verify(TINY)


def cut_off(folder):
    with (folder / "image.onnx.data").open("r+b") as file:
        file.truncate(100)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (cut_off, r"image\.onnx\.data is missing or incomplete"),
        (lambda folder: (folder / "text.onnx").unlink(), r"text\.onnx is missing"),
        (lambda folder: (folder / "model.json").unlink(), r"model\.json is missing"),
        (lambda folder: (folder / "model.json").write_text("{"), r"model\.json is no JSON"),
    ],
)
def test_a_model_that_lacks_something_is_damaged(ready, harm, reason):
    assert ready.damaged() == {}
    harm(ready.folder / FOLDER)
    left = sum(file.stat().st_size for file in (ready.folder / FOLDER).iterdir())
    assert (ids(ready), ready.damaged()) == ([STARTER], {TINY: left})
    with pytest.raises(ModelError, match=rf"is damaged \({reason}.*\); prepare it again"):
        ready.verify(TINY)
    assert ready.remove(TINY) == left
    assert ready.damaged() == {}


def test_a_damaged_model_of_no_registry(ready, weights):
    other = ready.folder / "some--thing"
    shutil.copytree(ready.folder / FOLDER, other)
    rewrite(other, model_id="some/thing")
    cut_off(other)
    (ready.folder / "weights").mkdir()
    (ready.folder / "weights" / "begun.partial").write_bytes(b"1")
    (ready.folder / "tiny--empty").mkdir()
    assert list(ready.damaged()) == ["some/thing"]


def test_nothing_to_verify(workshop):
    with pytest.raises(ModelNotReadyError, match="not here"):
        workshop.verify(TINY)


def test_removing(ready):
    size = ready.prepared()[1].size
    (ready.folder / f".{FOLDER}.partial").mkdir()
    (ready.folder / f".{FOLDER}.partial" / "leftover").write_bytes(b"12345")
    assert ready.remove(TINY) == size + 5
    assert left(ready) == []
    assert ids(ready) == [STARTER]
    assert ready.remove(TINY) == 0


def test_what_is_broken_or_in_the_wrong_place_is_no_model(ready):
    shutil.copytree(ready.folder / FOLDER, ready.folder / "renamed")
    (ready.folder / "empty").mkdir()
    assert ids(ready) == [STARTER, TINY]
    (ready.folder / FOLDER / "text.onnx").unlink()
    assert ids(ready) == [STARTER]
