"""The window on a real display (Xvfb), with the real engine, the starter model and real photos."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.window.playing import play

pytestmark = pytest.mark.e2e

_WORDS = ("dog", "snow", "beach", "child")
_EACH = 6


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        reason = f"{name} is not installed (`make test` as root installs it on Debian)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own."""
    if not sys.platform.startswith("linux"):
        pytest.skip("Xvfb is for Linux")
    xvfb, _ = _tool("Xvfb"), _tool("xdotool")
    read, write = os.pipe()
    command = [xvfb, "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def pictures(shared: Path, tmp_path: Path) -> Path:
    """The Pictures folder of a new user: real photos, named by what their captions say."""
    import json

    folder = tmp_path / "Pictures"
    folder.mkdir()
    records = (shared / "photos" / "dev_eval" / "dev_eval.jsonl").read_text().splitlines()
    found: dict[str, int] = dict.fromkeys(_WORDS, 0)
    for line in records:
        record = json.loads(line)
        source = shared / "photos" / "dev_eval" / record["file"]
        text = " ".join(record["captions"]).lower()
        for word in _WORDS:
            if found[word] < _EACH and text.count(word) >= 4:
                shutil.copy(source, folder / f"{word}-{found[word]}.jpg")
                found[word] += 1
                break
    assert all(found.values()), found
    return folder


def test_the_first_minutes(display, pictures, tmp_path, new_pictrove) -> None:
    target = pictures / "target.jpg"
    (pictures / "beach-0.jpg").rename(target)
    # Like one in the library, but not the same: smaller, and cut.
    similar = tmp_path / "similar.png"
    with Image.open(target) as image:
        width, height = image.size
        image.crop((4, 4, width - 4, height - 4)).resize((width // 2, height // 2)).save(similar)
    pictrove = new_pictrove(tmp_path / "home")
    shots = tmp_path / "shots"
    shots.mkdir()
    environment = pictrove.environment | {
        "DISPLAY": display,
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "xcb",
        "PHOTOS": str(len(list(pictures.iterdir()))),
    }
    environment.pop("XDG_CONFIG_HOME", None)
    play("first_use", [shots, similar], environment)
    favourites = pictrove.results("--favourites", "--limit", "10", "beach")
    assert [Path(hit["path"]).name for hit in favourites] == ["target.jpg"]


def _without_display(environment: dict[str, str], **more: str) -> dict[str, str]:
    gone = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return {name: value for name, value in environment.items() if name not in gone} | more


@pytest.mark.parametrize("more", [{}, {"DISPLAY": ":987", "QT_QPA_PLATFORM": "xcb"}])
def test_no_display_is_said_in_a_sentence(new_pictrove, tmp_path, more) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("there always is a display")
    pictrove = new_pictrove(tmp_path)
    pictrove.environment = _without_display(pictrove.environment, **more)
    assert pictrove(code=1) == ""
    said = pictrove.complaints.strip()
    assert said.startswith("pictrove: ")
    assert "pictrove --help" in said
    assert len(said.splitlines()) == 1


def test_a_shot_of_the_window(new_pictrove, pictures, tmp_path) -> None:
    pictrove = new_pictrove(tmp_path / "home")
    pictrove.environment = _without_display(pictrove.environment)
    shot = tmp_path / "shot.png"
    pictrove("gui", "--demo-shot", shot, "--photos", pictures, "--query", "a dog", "--scale", 2)
    with Image.open(shot) as image:
        assert image.size == (2560, 1600)
        colours = image.convert("RGB").getcolors(1 << 24)
    assert len(colours) > 10_000  # photos are to be seen
    assert not (tmp_path / "home" / "data").exists()


def test_a_second_start_raises_the_first(display, new_pictrove, tmp_path) -> None:
    pictrove = new_pictrove(tmp_path)
    pictrove.environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    with pictrove.start() as first:
        lock = tmp_path / "settings" / "window.lock"
        pictrove.until(lock.exists, "the first window")
        pictrove.until(lambda: pictrove.status()["engine"], "its engine")
        assert pictrove() == ""
        assert first.poll() is None
        first.send_signal(2)
        assert first.wait(60) == 0
