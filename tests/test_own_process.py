"""How this program starts more of itself, from its sources and from the bundle."""

from __future__ import annotations

import os
import runpy
import sys
from importlib.util import find_spec

import pytest

from app import __main__ as way_in
from indexer.decode import process
from indexer.engine import launch
from resources import own_process


@pytest.fixture
def bundle(monkeypatch):
    """As in the bundle."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/pictrove/pictrove")


def test_from_its_sources_the_interpreter_runs_the_module():
    assert launch.default_command() == (sys.executable, "-P", "-m", "indexer.engine")
    worker = (sys.executable, "-P", "-B", "-m", "indexer.decode.worker")
    assert process.default_command() == worker


@pytest.mark.usefixtures("bundle")
def test_in_the_bundle_the_program_itself_is_told_what_to_be():
    for command in (launch.default_command(), process.default_command()):
        program, *arguments = command
        assert program == "/opt/pictrove/pictrove"
        assert own_process.asked_module(arguments) == arguments[-1]
        assert arguments[-1] in own_process.MODULES


@pytest.mark.usefixtures("bundle")
def test_on_windows_no_console_flashes_up_for_a_process_in_the_background(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "pictrove.exe"))
    silent = tmp_path / "pictrovew.exe"
    with monkeypatch.context() as windows:
        windows.setattr(own_process.os, "name", "nt")
        assert own_process.background_program() == sys.executable  # there is no other
    silent.touch()
    assert own_process.background_program() == sys.executable  # a bundle of another system
    with monkeypatch.context() as windows:
        windows.setattr(own_process.os, "name", "nt")
        assert own_process.own_process("indexer.engine")[0] == str(silent)


def test_there_are_such_modules():
    assert all(find_spec(module) for module in own_process.MODULES)


@pytest.mark.usefixtures("bundle")
def test_no_other_module_is_run():
    with pytest.raises(ValueError, match="http"):
        own_process.own_process("http.server")
    assert own_process.asked_module(["--run-module", "http.server"]) is None
    assert own_process.asked_module(["--run-module"]) is None
    assert own_process.asked_module(["search", "--run-module", "indexer.engine"]) is None
    assert own_process.asked_module([]) is None


def test_from_its_sources_the_program_is_itself_only():
    assert own_process.asked_module(["--run-module", "indexer.engine"]) is None


@pytest.mark.usefixtures("bundle")
def test_the_way_in_leads_to_the_module(monkeypatch):
    ran = []
    monkeypatch.setattr(runpy, "run_module", lambda name, **how: ran.append((name, how)))
    monkeypatch.setattr(sys, "argv", ["pictrove", "--run-module", "indexer.engine", "--home", "x"])
    way_in.main()
    assert ran == [("indexer.engine", {"run_name": "__main__", "alter_sys": True})]
    assert sys.argv == ["pictrove", "--home", "x"]


@pytest.mark.usefixtures("bundle")
@pytest.mark.parametrize("before", [None, "/usr/lib/own"])
def test_other_programs_get_the_systems_libraries(monkeypatch, before):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/pictrove/_internal")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "/opt/pictrove/pictrove")
    if before is None:
        monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    else:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    own_process.leave_bundle_behind()
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert not {"LD_LIBRARY_PATH_ORIG", "_PYI_ARCHIVE_FILE"} & os.environ.keys()


def test_without_a_bundle_the_environment_stays(monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/own")
    own_process.leave_bundle_behind()
    assert os.environ["LD_LIBRARY_PATH"] == "/usr/lib/own"
