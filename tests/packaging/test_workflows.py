"""The workflows name what is there, and may do no more than they need."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra `prepare`")


def read(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text("utf-8"))


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job.get("steps", ())]


def test_there_are_workflows():
    assert {path.name for path in FILES} == {"ci.yml", "packages.yml", "release.yml"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_may_write_but_the_draft(path):
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    writing = {
        name for name, job in workflow["jobs"].items() if "write" in str(job.get("permissions", ""))
    }
    assert writing == ({"draft"} if path.name == "release.yml" else set())
    assert "secrets." not in path.read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_github_s_own_and_pinned(path):
    for step in steps(path):
        assert re.fullmatch(
            r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", step.get("uses", "actions/a@v1")
        )


OLDEST_OF_ACTIONS = {
    "checkout": 5,
    "setup-python": 6,
    "upload-artifact": 6,
    "download-artifact": 7,
}
"""The first that run by Node 24; GitHub took Node 20 away on 2026-09-16."""

IMAGES = {"ubuntu-22.04", "ubuntu-24.04", "ubuntu-26.04", "windows-2025", "macos-15", "macos-26"}
"""Of GitHub's, late in 2026. None for Intel's Macs: ONNX Runtime has no wheels for them."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_still_run(path):
    for step in steps(path):
        if found := re.fullmatch(r"actions/([a-z-]+)@v(\d+)", step.get("uses", "")):
            assert int(found[2]) >= OLDEST_OF_ACTIONS[found[1]], step["uses"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_they_run_on_images_that_there_are(path):
    for job in read(path)["jobs"].values():
        matrix = job.get("strategy", {}).get("matrix", {})
        named = {*matrix.get("os", ()), *(one["os"] for one in matrix.get("include", ()))}
        images = named or {job["runs-on"]} if "runs-on" in job else set()
        assert images <= IMAGES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_they_run_is_there(path):
    scripts = [step["run"] for step in steps(path) if "run" in step]
    named = {
        found.replace("\\", "/")
        for run in scripts
        for found in re.findall(r"packaging[\w/\\]+\.py", run)
    }
    assert [name for name in named if not (ROOT / name).is_file()] == []
    jobs = {job for run in scripts for job in re.findall(r"bootstrap\.py (\S+)", run)}
    help_text = (ROOT / "packaging" / "bootstrap.py").read_text("utf-8")
    assert all(f'"{job}": ' in help_text for job in jobs)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_jobs_wait_for_jobs_that_are_there_and_end(path):
    jobs = read(path)["jobs"]
    for job in jobs.values():
        needs = job.get("needs", [])
        assert set([needs] if isinstance(needs, str) else needs) <= set(jobs)
        called = job.get("uses", "")
        assert (ROOT / called).is_file() if called else job["timeout-minutes"] <= 90


def test_every_system_and_python_is_tested(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    bootstrap = import_module("bootstrap")
    matrix = read(FOLDER / "ci.yml")["jobs"]["test"]["strategy"]["matrix"]
    versions = [tuple(map(int, version.split("."))) for version in matrix["python"]]
    assert (min(versions), max(versions)) == (bootstrap.OLDEST, bootstrap.NEWEST)
    assert len(versions) == bootstrap.NEWEST[1] - bootstrap.OLDEST[1] + 1
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "windows", "macos"}
    assert [name for name in matrix["os"] if name.endswith("latest")] == []
