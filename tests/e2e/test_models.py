"""The whole way of a model by the real command: from a hub, by a stick, taken up and put away."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import REPOSITORY, Pictrove
from tests.e2e.test_no_network import works
from tests.models import tiny_graph
from tests.models.conftest import Hub
from tests.models.tiny_graph import random_tensors, write_safetensors
from tests.models.tiny_registry import NAME, TINY

pytestmark = pytest.mark.e2e
ENGINE = Path(__file__).with_name("model_engine.py")
PHOTOS = 8

# On a computer that has no network at all: not even a loopback is up.
SCRIPT = """
set -eu
pictrove() { "$PYTHON" -P -m app "$@"; }
mkfifo "$PICTROVE_HOME/news"
"$PYTHON" "$ENGINE" http://hub.invalid "$GRAPH" > "$PICTROVE_HOME/news" &
read -r news < "$PICTROVE_HOME/news"; test "$news" = ready
pictrove index "$FOLDER"
if pictrove models get tiny --yes; then exit 9; fi
pictrove models import "$STICK"
pictrove models verify
pictrove models use tiny
tries=0
until pictrove status --json | grep -q '"model": "tiny/written"'; do
    tries=$((tries + 1)); test $tries -lt 300; sleep 0.1
done
pictrove search dog --json > "$PICTROVE_HOME/answer.json"
pictrove engine stop
wait
"""


@pytest.fixture
def folder(tmp_path: Path, shared: Path) -> Path:
    photos = tmp_path / "photos"
    photos.mkdir()
    for photo in sorted((shared / "photos" / "dev_eval" / "coco_val").glob("*.jpg"))[:PHOTOS]:
        shutil.copy(photo, photos)
    return photos


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    weights = write_safetensors(tmp_path / NAME, random_tensors())
    with Hub() as started:
        started.publish(weights.read_bytes(), name=NAME)
        yield started


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return tiny_graph.write_graph(tmp_path / "tiny--written").folder


@pytest.fixture
def computer(tmp_path: Path, graph: Path, new_pictrove) -> Iterator[Pictrove]:
    """A computer whose engine knows the tiny model, and no way to any hub by itself.

    Its `own_engine` is that engine's process.
    """
    home = tmp_path / "a"
    pictrove = new_pictrove(home)
    command = [sys.executable, str(ENGINE), "http://hub.invalid", str(graph)]
    environment = pictrove.environment | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as engine:
        assert engine.stdout is not None
        assert engine.stdout.readline() == "ready\n"
        # The engine was started with a proxy that is not there; what its callers say counts.
        pictrove.environment |= {"NO_PROXY": "127.0.0.1"}
        pictrove.own_engine = engine
        yield pictrove
        end_engine(pictrove)


def end_engine(pictrove: Pictrove) -> None:
    """Whoever stops it waits for its end, which is here only when its parent has noticed."""
    with pictrove.start("engine", "stop") as stopping:
        assert pictrove.own_engine.wait(60) in {0, -signal.SIGKILL}
        stopping.communicate(timeout=240)


def tiny(pictrove: Pictrove) -> dict:
    models = json.loads(pictrove("models", "list", "--json"))
    return next(model for model in models if model["model_id"] == TINY)


def answers(pictrove: Pictrove) -> str:
    return pictrove.status()["model"]


def test_from_a_mirror_to_answers_and_back(computer, hub, folder):
    computer("index", folder)
    assert (tiny(computer)["ready"], tiny(computer)["missing"]) == (False, PHOTOS)
    computer("models", "get", "tiny", "--yes", code=1)
    assert "hub.invalid" in computer.complaints
    computer("models", "hub", hub.url)
    hub.cut = [100_000]  # and then it goes on from there
    assert "is ready" in computer("models", "get", "tiny", "--yes")
    assert [wanted for _, wanted in hub.requests][:2] == [None, "bytes=100000-"]
    assert "tiny/written is as it should be" in computer("models", "verify")
    computer("models", "use", "tiny")
    computer.until(lambda: answers(computer) == TINY, "the new model answers")
    assert len(computer.results("dog")) == PHOTOS
    assert (tiny(computer)["embedded"], tiny(computer)["missing"]) == (PHOTOS, 0)
    computer("models", "remove", "tiny", "--yes", code=1)
    assert "answers searches" in computer.complaints
    computer("models", "use", "starter")  # taken back at once
    assert answers(computer) == "starter"
    assert len(computer.results("dog")) == PHOTOS
    assert f"{PHOTOS} embeddings" in computer("models", "remove", "tiny", "--yes")
    left = tiny(computer)
    assert (left["ready"], left["embedded"], left["disk_bytes"]) == (False, 0, 0)
    computer("models", "use", "tiny", code=1)
    assert "get it first" in computer.complaints


def test_an_engine_that_is_killed_goes_on_with_the_new_model(computer, hub, folder):
    """By then it is an ordinary engine, which has never heard of the tiny model's registry."""
    computer("index", folder)
    computer("models", "get", "tiny", "--yes", "--hub", hub.url)
    computer("pause")
    computer("models", "use", "tiny")
    assert "takes over" in computer.status()["model_note"]
    computer.own_engine.kill()
    computer.own_engine.wait()
    computer("resume")
    computer.until(lambda: answers(computer) == TINY, "the new model answers")
    assert len(computer.results("dog")) == PHOTOS
    (other,) = [model for model in computer_models(computer) if model["model_id"] == TINY]
    assert (other["tier"], other["ready"]) == ("other", True)


def test_a_model_that_is_gone_before_it_takes_over(computer, hub, folder):
    """As after the restore of a backup on another computer."""
    computer("index", folder)
    computer("models", "get", "tiny", "--yes", "--hub", hub.url)
    computer("pause")
    computer("models", "use", "tiny")
    shutil.rmtree(computer.home / "models")
    computer("resume")
    shutil.copy(next(folder.glob("*.jpg")), folder / "another.jpg")
    computer("index", folder)
    assert "takes over when its files are here" in computer.status()["model_note"]
    assert len(computer.results("dog")) > PHOTOS - 1
    computer("models", "get", "tiny", "--yes", "--hub", hub.url)
    computer.until(lambda: answers(computer) == TINY, "the new model answers")


def computer_models(pictrove: Pictrove) -> list[dict]:
    return json.loads(pictrove("models", "list", "--json"))


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_the_way_to_a_computer_without_any_network(computer, hub, folder, graph, tmp_path):
    without = ["unshare", "--user", "--map-root-user", "--net"]
    if not works([*without, "true"]):
        without = ["unshare", "--net"]
    if not works([*without, "true"]):
        pytest.skip("this system allows no namespace without network")
    stick = tmp_path / "stick"
    said = computer("models", "get", "tiny", "--to", stick, "--yes", "--hub", hub.url)
    assert "models import" in said
    home = tmp_path / "b"
    home.mkdir()
    environment = os.environ | {
        "PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY),
        "PICTROVE_HOME": str(home),
        "ENGINE": str(ENGINE),
        "GRAPH": str(graph),
        "FOLDER": str(folder),
        "STICK": str(stick),
    }
    done = subprocess.run(
        [*without, "bash", "-c", SCRIPT],
        env=environment, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert "hub.invalid cannot be reached" in done.stderr
    assert "tiny/written is ready" in done.stdout
    answer = json.loads((home / "answer.json").read_text())
    assert len(answer["results"]) == PHOTOS
