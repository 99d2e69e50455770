"""Nothing goes out: all works without any network, and no socket but a local one is opened."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces and strace are Linux's"),
]
REPOSITORY = Path(__file__).parents[2]

# In one process tree: index, watch, a new photo that is found by itself, all ways of searching.
SCRIPT = """
set -eu
pictrove() { "$PYTHON" -P -m app "$@"; }
pictrove index "$FOLDER"
pictrove watch "$FOLDER"
cp "$NEW" "$FOLDER/saved later.jpg"
tries=0
until pictrove search --like "$NEW" --limit 3 --print0 | grep -qz 'saved later'; do
    tries=$((tries + 1)); test $tries -lt 200; sleep 0.2
done
pictrove search dog --json > "$PICTROVE_HOME/answer.json"
pictrove tags "$NEW"
pictrove related dog
pictrove status --json
pictrove models list
sleep "$LINGER"  # for what comes later only
pictrove engine stop
while test -e "$PICTROVE_HOME/data/engine.key"; do sleep 0.1; done
"""


def works(command: list[str], timeout: float = 30) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@pytest.fixture(scope="module")
def pictures(shared: Path) -> list[Path]:
    return sorted((shared / "photos" / "dev_eval" / "coco_val").glob("*.jpg"))[:21]


@pytest.fixture
def run(tmp_path: Path, pictures: list[Path]):
    """Run the script by a command such as strace; what it says."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for picture in pictures[1:]:
        shutil.copy(picture, folder)
    # Libraries that report home spare test machines: here they must not know that this is one.
    tell_tales = {"CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "DO_NOT_TRACK"}
    environment = {name: os.environ[name] for name in os.environ.keys() - tell_tales} | {
        "PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY),
        "PICTROVE_HOME": str(tmp_path / "home"),
        "FOLDER": str(folder),
        "NEW": str(pictures[0]),
        "LINGER": "8",
    }

    def running(*command: str) -> str:
        done = subprocess.run(
            [*command, "bash", "-c", SCRIPT],
            env=environment, capture_output=True, text=True, timeout=280, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (done.stdout, done.stderr)
        answer = json.loads((tmp_path / "home" / "answer.json").read_text())
        assert answer["results"]
        log = tmp_path / "home" / "cache" / "engine.log"
        assert "Traceback" not in (log.read_text() if log.exists() else "")
        return done.stdout

    return running


def test_everything_works_without_any_interface(run):
    without = ["unshare", "--user", "--map-root-user", "--net"]
    if not works([*without, "true"]):
        without = ["unshare", "--net"]
    if not works([*without, "true"]):
        pytest.skip("this system allows no namespace without network")
    # not even the loopback is up there
    script = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    assert not works([*without, sys.executable, "-c", script])
    run(*without)


def test_no_socket_but_a_local_one_is_opened(run, tmp_path):
    """By the commands, the engine and the decoders, as the kernel sees them."""
    trace = tmp_path / "trace"
    calls = "trace=socket,socketpair,connect,bind,sendto,execve,io_uring_setup"
    strace = ["strace", "-f", "-qq", "-s", "200", "-e", calls, "-o", str(trace)]
    if not works(["strace", "-f", "-o", "/dev/null", "true"]):
        pytest.skip("strace is not installed, or may not be used")
    run(*strace)
    lines = trace.read_text(errors="replace").splitlines()
    opened = [line for line in lines if re.search(r"\bsocket(pair)?\(", line)]
    foreign = [
        line for line in opened if not re.search(r"\bsocket(pair)?\((AF_UNIX|AF_LOCAL)", line)
    ]
    assert foreign == []
    assert not [line for line in lines if "io_uring_setup(" in line and "ENOSYS" not in line]
    started = "\n".join(line for line in lines if "execve(" in line)
    for part in ("app", "indexer.engine", "indexer.decode.worker"):
        assert part in started, part  # all of them were seen
    assert len(opened) > 2
