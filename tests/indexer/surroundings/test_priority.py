"""Giving way, and leaving cores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from indexer.surroundings import priority

ROOT = Path(__file__).parents[3]
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux lets each thread be looked at")


def in_a_thread(work: Callable[[], Any]) -> Any:
    """Priorities and bonds end with their thread, so nothing is left behind."""
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(work()))
    thread.start()
    thread.join(30)
    return answers[0]


@linux
def test_a_thread_gives_way_and_the_others_do_not() -> None:
    def lowered() -> tuple[int, int, Any]:
        priority.lower_this_thread()
        priority.lower_this_thread()
        return (
            os.getpriority(os.PRIO_PROCESS, 0),
            in_a_thread(lambda: os.getpriority(os.PRIO_PROCESS, 0)),
            os.sched_getscheduler(0),
            psutil.Process(threading.get_native_id()).ionice(),
        )

    before = os.getpriority(os.PRIO_PROCESS, 0)
    nice, inherited, policy, io = in_a_thread(lowered)
    assert nice == inherited == max(10, before)
    assert policy == os.SCHED_BATCH
    assert tuple(io) == (psutil.IOPRIO_CLASS_BE, 7)
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
    assert os.sched_getscheduler(0) == os.SCHED_OTHER


@linux
@pytest.mark.parametrize("own_session", [True, False])
def test_a_process_works_only_when_nothing_else_wants_to(own_session) -> None:
    code = (
        "import os, json, psutil; from indexer.surroundings import priority; "
        "priority.lower_this_process(); group = '/proc/self/autogroup'; "
        "print(json.dumps([os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0), "
        "*psutil.Process().ionice(), os.path.exists(group) and open(group).read()]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=240,
        start_new_session=own_session,
    )
    nice, policy, kind, _, group = json.loads(told.stdout)
    assert nice >= 10
    assert (policy, kind) == (os.SCHED_IDLE, psutil.IOPRIO_CLASS_IDLE)
    if own_session and group:
        assert group.endswith("nice 10\n")


@linux
def test_cores_bind_a_thread_and_what_it_starts() -> None:
    every = os.sched_getaffinity(0)

    def bound() -> tuple[Any, ...]:
        one = priority.limit_cores(1)
        cores = os.sched_getaffinity(0)
        child = subprocess.run(
            [sys.executable, "-c", "import os; print(len(os.sched_getaffinity(0)))"],
            check=True,
            capture_output=True,
            timeout=240,
        )
        inherited = in_a_thread(lambda: os.sched_getaffinity(0))
        many = priority.limit_cores(1000)
        priority.limit_cores(1)
        freed = priority.limit_cores(None)
        return one, cores, int(child.stdout), inherited, many, freed, os.sched_getaffinity(0)

    one, cores, child, inherited, many, freed, after = in_a_thread(bound)
    assert one == len(cores) == child == 1
    assert inherited == cores
    assert many == freed == len(every)
    assert after == every == os.sched_getaffinity(0)
    assert in_a_thread(lambda: priority.limit_cores(0)) == 1


def test_where_nothing_can_be_bound_the_number_is_told(monkeypatch) -> None:
    monkeypatch.setattr(priority.sys, "platform", "darwin")
    monkeypatch.setattr(priority.os, "cpu_count", lambda: 8)
    assert [priority.limit_cores(number) for number in (None, 3, 99, 0)] == [8, 3, 8, 1]


def test_windows_is_asked_for_a_threads_background_mode() -> None:
    asked: list[object] = []

    class Set:
        def __call__(self, *arguments: object) -> int:
            asked.append(arguments)
            return 1

    class Current:
        def __call__(self) -> int:
            return -2

    priority.lower_thread_on_windows(
        SimpleNamespace(GetCurrentThread=Current(), SetThreadPriority=Set())
    )
    assert asked == [(-2, 0x10000)]


def test_windows_gets_low_classes_for_a_process() -> None:
    asked: list[object] = []

    class RefusedError(Exception):
        pass

    class Process:
        def nice(self, value: object) -> None:
            asked.append(value)
            raise RefusedError

        def ionice(self, value: object) -> None:
            asked.append(value)

    priority.lower_process_on_windows(
        SimpleNamespace(
            Process=Process, Error=RefusedError, IDLE_PRIORITY_CLASS=64, IOPRIO_VERYLOW=0
        )
    )
    assert asked == [64, 0]
