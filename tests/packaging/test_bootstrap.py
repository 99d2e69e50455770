"""The scripts behind `make`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def script(monkeypatch):
    """Import one of the scripts as its neighbours do."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return import_module


def item(name: str, version: str) -> dict[str, dict[str, str]]:
    return {"metadata": {"name": name, "version": version}}


def test_cuda_is_seen_in_a_plan(script) -> None:
    found = script("torch_choice").cuda_packages(
        [
            item("numpy", "2.4.6"),
            item("torch", "2.13.0+cpu"),
            item("nvidia-cublas-cu12", "12.8"),
            item("cuda-bindings", "13"),
            item("torchvision", "0.28.0+cu128"),
        ]
    )
    assert found == ["nvidia-cublas-cu12 12.8", "cuda-bindings 13", "torchvision 0.28.0+cu128"]


def fake_pip(folder: Path, plan: list[object], code: int = 0) -> list[str]:
    """A program that answers like `pip install --report -`."""
    program = folder / "pip.py"
    report = json.dumps({"install": plan})
    program.write_text(f"import sys\nprint({report!r})\nsys.exit({code})\n", "utf-8")
    return [sys.executable, str(program)]


def test_cuda_unasked_is_refused(script, tmp_path, monkeypatch) -> None:
    choice = script("torch_choice")
    monkeypatch.delenv("PICTROVE_TORCH", raising=False)
    pip = fake_pip(tmp_path, [item("torch", "2.13.0"), item("nvidia-nccl-cu12", "2.27")])
    assert "PICTROVE_TORCH=cuda" in choice.objection_to_plan(pip, [])
    monkeypatch.setenv("PICTROVE_TORCH", "cuda")
    assert choice.objection_to_plan(pip, []) is None


def test_a_plan_for_cpus_passes_and_no_plan_does_not(script, tmp_path, monkeypatch) -> None:
    choice = script("torch_choice")
    monkeypatch.delenv("PICTROVE_TORCH", raising=False)
    pip = fake_pip(tmp_path, [item("torch", "2.13.0+cpu")])
    assert choice.objection_to_plan(pip, []) is None
    assert "pip cannot find" in choice.objection_to_plan(fake_pip(tmp_path, [], 1), [])


@pytest.mark.parametrize(
    ("platform", "torch", "reachable", "offered"),
    [
        ("linux", "", True, True),
        ("linux", "", False, False),
        ("linux", "cuda", True, False),
        ("darwin", "", True, False),
        ("win32", "", True, False),
    ],
)
def test_where_the_cpu_index_is_offered(
    script, monkeypatch, platform, torch, reachable, offered
) -> None:
    choice = script("torch_choice")
    monkeypatch.setattr(choice.sys, "platform", platform)
    monkeypatch.setattr(choice, "reachable", lambda _url: reachable)
    monkeypatch.setenv("PICTROVE_TORCH", torch)
    assert bool(choice.cpu_index_arguments(lambda _: None)) is offered


def test_an_index_that_does_not_answer_is_not_reachable(script) -> None:
    assert not script("torch_choice").reachable("http://127.0.0.1:9/nothing")


def test_missing_libraries_name_their_packages(script, tmp_path) -> None:
    system = script("system_libraries")
    (tmp_path / "a.ttf").touch()
    assert system.missing_packages(lambda _: True, tmp_path) == []
    missing = system.missing_packages(lambda soname: "EGL" not in soname, tmp_path)
    assert missing == ["libegl1"]
    assert not system.can_load("libthere-is-none.so.7")


def test_without_root_the_one_command_is_printed(script, monkeypatch) -> None:
    system = script("system_libraries")
    monkeypatch.setattr(system.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(RuntimeError, match=r"sudo apt-get update && sudo apt-get install .*libX"):
        system.install(["libX"], lambda _: None, RuntimeError)


def test_as_root_the_lists_are_brought_up_to_date_once(script, monkeypatch) -> None:
    system = script("system_libraries")
    ran = []

    def record(command, **_options) -> subprocess.CompletedProcess[bytes]:
        ran.append(command[:2])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(system.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(system.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(system.subprocess, "run", record)
    system.install(["libX", "libY"], lambda _: None, RuntimeError)
    assert ran == [["apt-get", "update"], ["apt-get", "install"]]


def test_without_apt_the_libraries_are_named(script, monkeypatch) -> None:
    system = script("system_libraries")
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    with pytest.raises(RuntimeError, match=r"libEGL\.so\.1"):
        system.install(["libegl1"], lambda _: None, RuntimeError)


def test_a_stamp_spares_the_second_setting_up(script, tmp_path, monkeypatch) -> None:
    bootstrap = script("bootstrap")
    done = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(bootstrap, "install_system_libraries", lambda: done.append("libraries"))
    monkeypatch.setattr(bootstrap, "make_venv", lambda: done.append("venv"))
    monkeypatch.setattr(bootstrap, "install", done.append)
    bootstrap.set_up("test")
    bootstrap.set_up("test")
    bootstrap.set_up("run")  # is part of what the tests need
    assert done == ["libraries", "venv", "test", "libraries", "libraries"]
    monkeypatch.setenv("PICTROVE_TORCH", "cuda")
    bootstrap.set_up("test")
    assert done[-2:] == ["venv", "test"]


@pytest.fixture
def commands(script, monkeypatch, tmp_path) -> list[tuple[str, ...]]:
    """What `make run` would run, with nothing set up and tmp_path as home."""
    bootstrap = script("bootstrap")
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "set_up", lambda _kind: None)
    monkeypatch.setattr(bootstrap, "pictrove", lambda *arguments: ran.append(arguments) or 0)
    monkeypatch.setattr(bootstrap.Path, "home", lambda: tmp_path)
    for name in ("PHOTOS", "QUERY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(bootstrap, "has_display", lambda: False)
    return ran


def test_run_opens_the_window(script, commands, tmp_path, monkeypatch) -> None:
    bootstrap = script("bootstrap")
    monkeypatch.setattr(bootstrap, "has_display", lambda: True)
    assert bootstrap.main(["run"]) == 0
    assert commands == [("gui",)]


def test_run_opens_the_window_with_a_folder_and_words(
    script, commands, tmp_path, monkeypatch
) -> None:
    bootstrap = script("bootstrap")
    monkeypatch.setattr(bootstrap, "has_display", lambda: True)
    monkeypatch.setenv("PHOTOS", str(tmp_path))
    monkeypatch.setenv("QUERY", "two dogs")
    assert bootstrap.main(["run"]) == 0
    assert commands == [("watch", str(tmp_path)), ("gui", "--query", "two dogs")]


def test_without_a_display_run_indexes_the_folder_and_answers(
    script, commands, tmp_path, monkeypatch
) -> None:
    photos = tmp_path / "My 'best' $photos"
    (photos / "deep").mkdir(parents=True)
    (photos / "deep" / "one.JPG").touch()
    monkeypatch.setenv("PHOTOS", str(photos))
    monkeypatch.setenv("QUERY", "--not a dog")
    assert script("bootstrap").main(["run"]) == 0
    assert commands == [
        ("index", str(photos)),
        ("search", "--in", str(photos), "--", "--not a dog"),
    ]


def test_run_without_photos_is_the_demo(script, commands, tmp_path) -> None:
    (tmp_path / "Pictures").mkdir()
    (tmp_path / "Pictures" / "notes.txt").touch()
    assert script("bootstrap").main(["run"]) == 0
    assert commands == [("demo",)]


def test_run_takes_the_desktops_pictures_folder(script, commands, tmp_path) -> None:
    (tmp_path / "Bilder").mkdir()
    (tmp_path / "Bilder" / "a.heic").touch()
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_PICTURES_DIR="$HOME/Bilder"\n')
    assert script("bootstrap").main(["run"]) == 0
    assert commands[0] == ("index", str(tmp_path / "Bilder"))


def test_run_names_a_folder_that_is_not_there(script, commands, monkeypatch, capsys) -> None:
    monkeypatch.setenv("PHOTOS", f"{os.sep}no{os.sep}where")
    assert script("bootstrap").main(["run"]) == 1
    assert "is no folder" in capsys.readouterr().err
    assert commands == []


def test_checks_stop_at_the_first_failure_and_name_it(script, monkeypatch, capsys) -> None:
    bootstrap = script("bootstrap")
    ran = []
    monkeypatch.setattr(bootstrap, "set_up", lambda _kind: None)
    monkeypatch.setattr(bootstrap, "tool", lambda *command: ran.append(command) or len(ran) - 1)
    assert bootstrap.main(["test"]) == 1
    assert ran == [("ruff", "format", "--check", "."), ("ruff", "check", ".")]
    assert "lint failed" in capsys.readouterr().err


STOPS_IN_ITS_OWN_WAY = """
import signal, sys
signal.signal(signal.SIGINT, lambda *_: sys.exit(7))
print("ready", flush=True)
signal.pause()
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no process groups of this kind on Windows")
def test_ctrl_c_is_left_to_the_program() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); import bootstrap, pathlib;"
        "bootstrap.BINARIES = pathlib.Path(sys.executable).parent;"
        f"sys.exit(bootstrap.tool('python', '-c', {STOPS_IN_ITS_OWN_WAY!r}))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 7


def test_a_failing_pip_points_at_the_network(script, monkeypatch, capsys) -> None:
    """It says itself that there are no versions, and not that it could not ask."""
    bootstrap = script("bootstrap")
    failed = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(bootstrap.Stop, match="look at the network"):
        bootstrap.install("run")


@pytest.fixture
def checkout(script, monkeypatch, tmp_path) -> Path:
    """A folder that takes the place of the checkout."""
    bootstrap = script("bootstrap")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "set_up", lambda _kind: None)
    return tmp_path


def test_clean_removes_what_was_made_and_nothing_else(script, checkout) -> None:
    for name in (".venv/bin", "dist/pictrove", "build", ".mypy_cache", "docs", "my build"):
        (checkout / name).mkdir(parents=True)
    assert script("bootstrap").main(["clean"]) == 0
    assert {path.name for path in checkout.iterdir()} == {"docs", "my build"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_clean_takes_a_link_away_and_leaves_what_it_leads_to(script, checkout) -> None:
    elsewhere = checkout / "on another drive"
    elsewhere.mkdir()
    (elsewhere / "photo.jpg").touch()
    (checkout / "dist").symlink_to(elsewhere)
    assert script("bootstrap").main(["clean"]) == 0
    assert not (checkout / "dist").is_symlink()
    assert (elsewhere / "photo.jpg").is_file()


def test_clean_says_what_cannot_be_removed(script, checkout, monkeypatch, capsys) -> None:
    bootstrap = script("bootstrap")
    (checkout / "dist").mkdir()

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path / "pictrove"))

    monkeypatch.setattr(bootstrap.shutil, "rmtree", refuse)
    assert bootstrap.main(["clean"]) == 1
    assert "pictrove cannot be removed (Permission denied)." in capsys.readouterr().err


def test_help_names_every_job(script, capsys) -> None:
    assert script("bootstrap").main(["help"]) == 0
    told = capsys.readouterr().out
    assert all(f"make {job}" in told for job in ("run", "test", "check", "format", "clean"))
    assert script("bootstrap").main(["dance"]) == 2
