"""SIGKILL at random moments: nothing is lost, nothing doubled, and the next start goes on.

    PICTROVE_KILLS=200 python -m pytest tests/faults/test_kills.py

kills more often than the 30 times of every test run; PICTROVE_SEED begins with another seed.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import invariants
from tests.faults.victims import Attack

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a matter of POSIX"),
]

KILLS = int(os.environ.get("PICTROVE_KILLS", "30"))
SEED = int(os.environ.get("PICTROVE_SEED", "1"))
VICTIMS = ("engine", "engine", "decoder", "client")
LATEST = 1.2  # seconds after the start of a command, or after a change of a watched folder


@pytest.fixture(scope="module")
def originals(shared: Path) -> list[Path]:
    return sorted((shared / "photos" / "dev_eval" / "coco_val").glob("*.jpg"))[:40]


@pytest.fixture
def attack(tmp_path: Path, new_pictrove, originals: list[Path]) -> Attack:
    folder = tmp_path / "photos"
    folder.mkdir()
    made = Attack(new_pictrove(tmp_path / "home"), folder, originals, random.Random(SEED))
    made.change_folder(60)
    return made


def test_kills_while_indexing(attack):
    """The command is started, and someone dies; the next run brings all in order."""
    died: Counter[str] = Counter()
    for number in range(KILLS - KILLS // 2):
        what = f"seed {SEED}, kill {number} while indexing"
        attack.change_folder()
        victim = attack.chance.choice(VICTIMS)
        with attack.pictrove.start("index", attack.folder) as client:
            attack.wait_a_while(LATEST)
            died[victim] += attack.kill(victim, client)
            died["at work"] += attack.at_work()
            _, complaints = client.communicate(timeout=120)
            assert b"Traceback" not in complaints, (what, complaints)
        attack.assert_consistent(what)
        attack.pictrove("index", attack.folder)
        attack.settle(what)
        attack.assert_consistent(what)
        attack.assert_untouched(what)
    print(died)
    assert died["engine"]
    assert died["at work"] > KILLS // 40
    assert_nothing_left(attack)


def test_kills_while_watching(attack):
    """A folder is watched, and the engine or a decoder dies while it follows changes."""
    died: Counter[str] = Counter()
    attack.pictrove("watch", attack.folder)
    for number in range(KILLS // 2):
        what = f"seed {SEED}, kill {number} while watching"
        attack.change_folder()
        victim = attack.chance.choice(["engine", "engine", "decoder"])
        attack.wait_a_while(LATEST + 1)
        died[victim] += attack.kill(victim)
        died["at work"] += attack.at_work()
        attack.assert_consistent(what)
        attack.change_folder(2)
        attack.pictrove("watch", attack.folder)  # starts an engine if there is none
        attack.settle(what)
        attack.assert_consistent(what)
        attack.assert_untouched(what)
    print(died)
    assert died["engine"]
    assert died["at work"] > KILLS // 40
    assert_nothing_left(attack)


def test_an_engine_that_is_killed_as_it_starts(attack):
    """Also in the first moments, when the library is made."""
    for number in range(max(4, KILLS // 5)):
        what = f"seed {SEED}, kill {number} while starting"
        with attack.pictrove.start("index", attack.folder) as client:
            deadline = time.monotonic() + 120
            while attack.engine() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(attack.chance.uniform(0, 0.1))
            assert attack.kill("engine"), what
            client.communicate(timeout=120)
        if number % 3 == 2:
            attack.assert_consistent(what)
    attack.pictrove("index", attack.folder)
    attack.settle("after all")
    attack.assert_consistent("after all")
    assert_nothing_left(attack)


def test_a_photo_is_embedded_as_itself_whoever_died(attack, tmp_path, new_pictrove):
    """Batches and files in flight are not mixed up: compared with a library in peace."""
    peace = new_pictrove(tmp_path / "peace")
    peace("index", attack.folder)
    for _ in range(3):
        with attack.pictrove.start("index", attack.folder) as client:
            time.sleep(attack.chance.uniform(0.3, LATEST))
            attack.kill(attack.chance.choice(["engine", "decoder"]))
            client.communicate(timeout=120)
    attack.pictrove("index", attack.folder)
    attack.settle("after all")
    expected = invariants.embeddings_by_content(type(attack.places).below(peace.home))
    assert invariants.unlike_reference(attack.places, expected) == []
    assert len(expected) > 5


def assert_nothing_left(attack: Attack) -> None:
    """No file and no process stays when the engine was told to end."""
    attack.pictrove("engine", "stop")
    attack.settle("processes", lambda: [str(process) for process in attack.processes()])
    assert invariants.left_over(attack.places) == []
    assert "Traceback" not in attack.pictrove.log()
