"""The command line as a whole process, and what becomes of errors there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import run
from app.services import Services

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "open_clip", "numpy", "onnxruntime", "PIL", "rich", "sqlite3", "usearch")


def python(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        **more,
    )


def test_help_version_and_wrong_usage() -> None:
    assert "Examples:" in python("-m", "app", "--help").stdout
    assert python("-m", "app", "--version").stdout.startswith("pictrove ")
    wrong = python("-m", "app", "search")
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_a_shell_is_told_how_a_line_may_go_on() -> None:
    line = {"_PICTROVE_COMPLETE": "bash_complete", "COMP_WORDS": "pictrove mod", "COMP_CWORD": "1"}
    code = "import sys; sys.argv = ['pictrove']; from app.__main__ import main; main()"
    assert python("-c", code, env={**os.environ, **line}).stdout == "plain,models\n"


@pytest.mark.parametrize("module", ["app.cli", "app.search", "app.demo", "app.__main__"])
def test_the_command_line_loads_nothing_heavy(module) -> None:
    code = (
        f"import sys, {module}; "
        f"print([name for name in {HEAVY!r} + ('importlib.metadata',) if name in sys.modules])"
    )
    assert python("-c", code).stdout == "[]\n"


def test_help_loads_nothing_heavy() -> None:
    result = python("-X", "importtime", "-m", "app", "--help")
    loaded = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & {*HEAVY, "importlib.metadata"}


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
def test_a_reader_that_leaves_is_no_trouble() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "app", "--help"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=240,
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_in_one_line() -> None:
    code = "import sys; from app.cli import run; sys.exit(run(['--version']))"
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=240,
        )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "standard output cannot be written" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="there a folder that somebody is in stays")
@pytest.mark.parametrize("command", [["index", "photos"], ["search", "--like", "cat.jpg"]])
def test_from_a_folder_that_was_removed_relative_paths_lead_nowhere(
    client, capsys, tmp_path, monkeypatch, command
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run(command, client.services) == 1
    assert "The folder you are in is not there any more; change" in capsys.readouterr().err


def test_a_bug_leaves_a_report(client, capsys) -> None:
    client.error = ZeroDivisionError(f"in {Path.home()}/secret")
    assert run(["status"], client.services) == 70
    told = capsys.readouterr().err
    assert "bug in Pictrove" in told
    assert "ZeroDivisionError: in ~/secret" in told
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in told


def test_ctrl_c_outside_of_indexing_is_130(client, capsys) -> None:
    client.error = KeyboardInterrupt()
    assert run(["status"], client.services) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_exit_codes_come_back(client, capsysbinary) -> None:
    assert run(["search", "dog"], client.services) == 0
    assert run(["search"], client.services) == 2
    client.error = OSError(28, "No space left")
    assert run(["search", "dog"], client.services) == 70
    assert b"No space left" in capsysbinary.readouterr().err


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def at_terminal(monkeypatch, services: Services, *arguments: str) -> str:
    """What a terminal with few characters and 120 columns is sent."""
    sent = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setenv("COLUMNS", "120")
        patch.setattr(sys, "stdout", _Terminal(sent, encoding="latin-1"))
        assert run(arguments, services) == 0
        sys.stdout.flush()
        return sent.getvalue().decode("latin-1")


def test_a_terminal_gets_escaped_names(client, monkeypatch) -> None:
    sent = at_terminal(monkeypatch, client.services, "search", "dog")
    assert r"/photos/bad\xff\x1b[31m\n.jpg" in sent


def test_a_terminal_gets_tables(client, monkeypatch) -> None:
    sent = at_terminal(monkeypatch, client.services, "failures")
    assert "reason" in sent
    assert r"/photos/x\xff.jpg" in sent


def test_services_have_defaults() -> None:
    assert callable(Services().open_client)
