"""`pictrove models`: what is shown, asked and passed on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app import models, output
from app.model_words import USUAL_HUB, here_and_there, languages, state, what_went
from indexer.client import ModelError, ModelRemoval, ModelStatus
from models.registry import load_registry

OWN = ModelStatus(
    "Own/one", "Prepared here.", "unknown", 64, ready=True, in_use=False, download_bytes=None,
    disk_bytes=3_000_000, embedded=9, missing=6, embedding_bytes=1152,
)  # fmt: skip
BOTH = (True, True)


@pytest.fixture
def asked(monkeypatch):
    """Somebody is there and says yes; the questions."""
    questions = []

    def confirm(question, **_):
        questions.append(question)
        return True

    monkeypatch.setattr(models, "_somebody_is_there", lambda: True)
    monkeypatch.setattr(models.click, "confirm", confirm)
    return questions


def test_list(invoke, client):
    client.known = (*client.known, OWN)
    assert invoke("models", "list").stdout.splitlines() == [
        "other\tstarter\tin use\t0 bytes here\tApache-2.0\tunknown\t",
        "standard\tlarge/one\tnot here\t605.0 MB to get\tMIT\ten\trecall@1 0.4",
        "other\tOwn/one\tready\t3.0 MB here\tunknown\tunknown\t",
    ]
    assert client.opened == [(True, None)]
    found = json.loads(invoke("models", "list", "--json").stdout)
    assert found[1]["download_bytes"] == 605_000_000
    assert found[1]["quality"][0]["source"] == "somebody's paper"
    assert (found[2]["tier"], found[2]["missing"]) == ("other", 6)


def test_people_see_blocks_and_each_source_once(invoke, client, monkeypatch):
    client.known = (*client.known, replace(client.known[1], model_id="larger/one"))
    monkeypatch.setattr(output, "at_terminal", lambda: True)
    lines = invoke("models", "list").stdout.splitlines()
    assert lines[3:7] == [
        "large/one (standard): not here",
        "    Better.",
        "    605.0 MB to get; licence MIT; languages en",
        "    recall@1 0.4 [1]",
    ]
    assert sum("[1]" in line for line in lines) == 3
    assert lines[-1] == "[1] somebody's paper"
    assert (
        "quality         recall@1 0.4, somebody's paper" in invoke("models", "info", "large").stdout
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"in_use": True}, "in use"),
        ({"in_use": True, "ready": False}, "in use, but not here"),
        ({"takes_over": True}, "takes over (60 % done)"),
        ({}, "ready"),
        ({"ready": False}, "not here"),
        ({"ready": False, "damaged": True}, "damaged"),
        ({"in_use": True, "ready": False, "damaged": True}, "in use, but damaged"),
        ({"ready": False, "fetched_bytes": 1}, "begun"),
    ],
)
def test_states(changes, text):
    assert state(replace(OWN, **changes)) == text


def test_sizes_and_languages(client):
    large = client.known[1]
    assert here_and_there(replace(large, fetched_bytes=5_000_000)) == "5.0 MB of 605.0 MB"
    assert here_and_there(replace(OWN, ready=False)) == "unknown"
    many = replace(large, languages=("en", "de", "fr", "es", "it"))
    assert languages(many) == "en, de, fr and 2 more"


def test_info(invoke, client):
    client.known = (*client.known, replace(OWN, ready=False, needs_torch=True))
    lines = invoke("models", "info", "standard").stdout.splitlines()
    assert "model\tlarge/one" in lines
    assert "quality\trecall@1 0.4, somebody's paper" in lines
    assert "to be embedded\t15 photos" in lines
    assert "PyTorch" in invoke("models", "info", "own/ONE").stdout
    assert json.loads(invoke("models", "info", "large", "--json").stdout)["dim"] == 512
    assert "'larch'" in invoke("models", "info", "larch").stderr


def test_get_does_not_download_unasked(invoke, client):
    result = invoke("models", "get", "large", stdin="")
    assert result.exit_code == 1
    assert "605.0 MB from https://huggingface.co, licence MIT" in result.stderr
    assert "--yes" in result.stderr
    assert not client.asked("get_model")


@pytest.mark.parametrize(
    ("options", "weights", "hub"),
    [
        (["--yes"], None, None),
        (["--from", "w.safetensors"], "w.safetensors", None),
        (["--yes", "--hub", "http://mirror"], None, "http://mirror"),
    ],
)
@pytest.mark.parametrize("name", ["standard", "large", "large/one", "LARGE/one"])
def test_get(invoke, client, name, options, weights, hub):
    result = invoke("models", "get", name, *options)
    assert result.exit_code == 0
    path = Path.cwd() / weights if weights else None
    assert client.asked("get_model") == [("large/one", path, hub)]


def test_get_says_where_from(invoke, client, asked, monkeypatch):
    client.rules = replace(client.rules, hub="http://settings")
    assert "from http://settings, licence" in invoke("models", "get", "large").stderr
    monkeypatch.setenv("PICTROVE_HUB", "http://environment/")
    assert "from http://environment, licence" in invoke("models", "get", "large").stderr
    said = invoke("models", "get", "any/thing", "--hub", "http://here").stderr
    assert "not one of Pictrove's own" in said
    assert "(it comes from http://here)" in said
    assert asked == ["Download it?"] * 3


def test_the_usual_hub_is_that_of_the_list():
    assert load_registry().hub == USUAL_HUB


@pytest.mark.parametrize("address", ["mirror.example", "http://[::1", "http://", "file:///x", ""])
def test_what_is_no_address_of_a_hub(invoke, client, asked, monkeypatch, address):
    for command in (("hub", address), ("get", "large", "--yes", "--hub", address)):
        result = invoke("models", *command)
        assert result.exit_code == 2
        assert "is no address of a hub; one looks like https://" in result.stderr
    assert client.calls == []
    monkeypatch.setenv("PICTROVE_HUB", address or "x")
    assert "is no address of a hub" in invoke("models", "get", "large").stderr
    assert not client.asked("get_model")
    assert asked == []


def test_get_for_another_computer(invoke, client):
    client.known = (replace(client.known[1], ready=True),)
    result = invoke("models", "get", "large", "--to", "usb", "--yes")
    assert "pictrove models import" in result.stdout
    assert client.asked("fetch_model") == [("large/one", Path.cwd() / "usb", None)]
    assert not client.asked("get_model")


def test_get_of_what_is_there_or_unknown(invoke, client):
    assert "ready already" in invoke("models", "get", "starter").stdout
    unknown = invoke("models", "get", "larch")
    assert (unknown.exit_code, "'larch'" in unknown.stderr) == (1, True)
    foreign = invoke("models", "get", "RN50/openai", stdin="")
    assert (foreign.exit_code, "unknown" in foreign.stderr) == (1, True)
    assert not client.asked("get_model")


def test_get_from_a_file_fetches_nothing(invoke):
    assert invoke("models", "get", "large", "--from", "w", "--to", "d").exit_code == 2
    assert invoke("models", "get", "large", "--from", "w", "--hub", "http://h").exit_code == 2


def test_import(invoke, client):
    assert "found/out is ready" in invoke("models", "import", "usb").stdout
    invoke("models", "import", "/usb/w.safetensors", "--model", "standard")
    assert client.asked("import_model") == [
        (Path.cwd() / "usb", None),
        (Path("/usb/w.safetensors").absolute(), "standard"),
    ]


def test_verify(invoke, client):
    client.known = (*client.known, OWN)
    assert invoke("models", "verify").stdout.splitlines() == [
        "starter is as it should be.",
        "Own/one is as it should be.",
    ]
    invoke("models", "verify", "own")
    assert client.asked("verify_model") == ["starter", "Own/one", "Own/one"]
    client.verify_model = lambda *_: (_ for _ in ()).throw(ModelError("It is damaged."))
    result = invoke("models", "verify")
    assert (result.exit_code, result.stderr) == (1, "It is damaged.\nIt is damaged.\n")


def test_verify_passes_over_no_damaged_model(invoke, client):
    client.known = (*client.known, replace(OWN, ready=False, damaged=True))
    invoke("models", "verify")
    assert client.asked("verify_model") == ["starter", "Own/one"]


@pytest.mark.parametrize(
    ("options", "loss", "wanted"),
    [
        ([], "its files (3.0 MB, to be fetched again if it is wanted again) and its emb", BOTH),
        (["--keep-embeddings"], "again if it is wanted again).", (True, False)),
        (["--embeddings-only"], "loses its embeddings of 9 photos", (False, True)),
    ],
)  # fmt: skip
def test_remove(invoke, client, asked, options, loss, wanted):
    client.known = (*client.known, OWN)
    result = invoke("models", "remove", "own", *options)
    assert loss in result.stderr
    assert asked == ["Remove it?"]
    assert client.asked("remove_model") == [("Own/one", *wanted)]
    assert ("7 embeddings forgotten" in result.stdout) is wanted[1]
    assert "5.0 MB of files removed" in result.stdout


@pytest.mark.parametrize(
    ("removal", "text"),
    [
        (ModelRemoval(5000, 0), "5.0 kB of files removed"),
        (ModelRemoval(0, 2022), "2,022 embeddings forgotten (the library's database uses"),
        (ModelRemoval(0, 0), "nothing of it was here"),
    ],
)
def test_only_what_went_is_told(removal, text):
    assert what_went(removal).startswith(text)


def test_remove_asks_and_keeps_what_is_built_in(invoke, client):
    result = invoke("models", "remove", "large", stdin="")
    assert (result.exit_code, "--yes" in result.stderr) == (1, True)
    assert invoke("models", "remove", "large", "--keep-embeddings", "--embeddings-only").exit_code
    assert not client.asked("remove_model")
    client.known = (replace(client.known[0], built_in=True),)
    assert invoke("models", "remove", "starter", "--yes").exit_code == 0
    assert client.asked("remove_model") == [("starter", False, True)]


def test_use(invoke, client):
    assert invoke("models", "use", "standard").exit_code == 0
    assert invoke("models", "use", "any/thing", "--now").exit_code == 0
    assert client.asked("use_model") == [("large/one", False), ("any/thing", True)]
    client.known = (replace(OWN, in_use=True),)
    assert "6 photos can be found when" in invoke("models", "use", "own").stderr
    client.error = ModelError("It is not ready; get it first.")
    assert invoke("models", "use", "large").stderr == "pictrove: It is not ready; get it first.\n"


def test_the_password_of_a_hub_is_kept_and_not_shown(invoke, client, asked):
    assert invoke("models", "hub", "https://me:secret@m.example/hf").stdout == (
        "https://m.example/hf\n"
    )
    assert client.rules.hub == "https://me:secret@m.example/hf"
    assert invoke("models", "hub").stdout == "https://m.example/hf\n"
    assert "from https://m.example/hf, licence" in invoke("models", "get", "large").stderr
    for wrong in ("https://me:secret@m.example/?x", "ftp://me:sec@ret@m.example"):
        said = invoke("models", "hub", wrong).stderr
        assert "is no address of a hub" in said
        assert "ret@" not in said


def test_hub(invoke, client):
    assert "huggingface.co" in invoke("models", "hub").stdout
    assert client.opened == [(True, None)]
    assert invoke("models", "hub", "https://mirror.example/").stdout == "https://mirror.example\n"
    assert client.rules.hub == "https://mirror.example"
    assert invoke("models", "hub").stdout == "https://mirror.example\n"
    invoke("models", "hub", "--default")
    assert client.rules.hub == ""
    assert invoke("models", "hub", "https://m.example", "--default").exit_code == 2
