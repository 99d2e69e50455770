"""A home folder with real photos, in which the commands of the documentation are run."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from app.demo_photos import LIKE, copy_photo, copy_photos
from tests.docs.blocks import ROOT, Block

# Folders that the documentation names by where they usually are; here they lie in the home folder.
ELSEWHERE = re.compile(r"(?<![\w~.])/(media|tmp)/")
SHOWN_HOME = "/home/ada"
_PATIENCE = 240.0
_UNREACHABLE = "http://127.0.0.1:9"
# Programs that would show something on a screen do nothing here.
_SILENCED = ("xdg-open", "open")
_NOT_COPIED = (".git", ".venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis")


@dataclass
class World:
    """A user's home, and what its commands need.

    Attributes:
        home: the home folder, which is also where commands start.
        variables: what the environment holds beside the usual.
    """

    home: Path
    variables: dict[str, str] = field(default_factory=dict)

    def furnish(self) -> None:
        """Put real photos and a few programs into the home."""
        pictures = self.home / "Pictures"
        copy_photos(pictures)
        temple = pictures / "Travel" / "temple in China.jpg"
        _as_camera_photo(temple, pictures / "Italy" / "harbour.jpg")
        _as_camera_photo(pictures / "Garden" / "flower.jpg", pictures / "Italy" / "garden.jpg")
        for source, name in (
            ("Animals/Chelsea the cat.png", "cat.jpg"),
            ("Travel/temple in China.jpg", "holiday.jpg"),
            ("Portraits/astronaut in an orange suit.png", "party.jpg"),
            ("Papers/page of a book.png", "office.jpg"),
        ):
            with Image.open(pictures / source) as image:
                image.convert("RGB").resize((320, 240)).save(self.home / name)
        _write_captions(self.home / "captions.jsonl", sorted(pictures.rglob("*.png")))
        copy_photo(*LIKE[:2], self.home / "media" / "camera" / "DCIM" / "motorcycle.png")
        for folder in ("media/stick", "tmp"):
            (self.home / folder).mkdir()
        self._install_programs()

    @property
    def environment(self) -> dict[str, str]:
        """What every command gets."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "PICTROVE_", "HF_", "PYTEST"))
        }
        return kept | {
            "HOME": str(self.home),
            "PATH": os.pathsep.join([str(self._programs), os.environ.get("PATH", "")]),
            "QT_QPA_PLATFORM": "offscreen",
            "HTTP_PROXY": _UNREACHABLE,
            "HTTPS_PROXY": _UNREACHABLE,
            "NO_PROXY": "127.0.0.1",
            **self.variables,
        }

    def run_in_checkout(self, block: Block) -> str:
        """The same for commands that work on a checkout, in a copy of this one."""
        assert not re.search(r"(^|\s)make\s", block.text), "make would set the copy up for minutes"
        checkout = self.home / "checkout"
        if not checkout.exists():
            shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(*_NOT_COPIED))
            (checkout / ".venv").symlink_to(sys.prefix)
        without = replace(self, variables={})  # the tests there are not meant for small models
        return without._told(block, checkout)

    def run(self, block: Block) -> str:
        """Run a block of commands as it stands; returns what it printed."""
        return self._told(block, self.home)

    def _told(self, block: Block, folder: Path) -> str:
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", self._here(block.text)],
            cwd=folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            check=False,
        )
        told = done.stdout.decode("utf-8", "replace")
        assert done.returncode == block.code, f"{block} ended with {done.returncode}:\n{told}"
        assert "Traceback" not in told, told
        told = re.sub(rf"{re.escape(str(self.home))}/(media|tmp)/", r"/\1/", told)
        return told.replace(str(self.home), SHOWN_HOME)

    def open_window(self, block: Block) -> None:
        """Run commands that open the window, one after the other; see it up, and end it."""
        for line in block.text.splitlines():
            with subprocess.Popen(
                ["bash", "-c", f"exec {self._here(line)}"],
                cwd=self.home,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ) as window:
                try:
                    self._wait_for_window(window)
                finally:
                    window.send_signal(signal.SIGINT)
                told = window.communicate(timeout=_PATIENCE)[0].decode()
            assert window.returncode == 0, f"{block}: {line} ended with {window.returncode}: {told}"
            assert "Traceback" not in told, told

    def close(self) -> None:
        """End the engine, and see that it has met no bug."""
        subprocess.run(
            ["bash", "-c", "pictrove engine stop"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
        )
        for log in self.home.rglob("engine.log"):
            assert "Traceback" not in log.read_text(), log.read_text()

    @property
    def _programs(self) -> Path:
        return self.home / ".local" / "bin"

    def _install_programs(self) -> None:
        self._programs.mkdir(parents=True)
        # The command that pip made for this very Python, or what it would be.
        installed = Path(sys.executable).with_name("pictrove")
        if installed.exists():
            (self._programs / "pictrove").symlink_to(installed)
        else:
            _write_program(self._programs / "pictrove", f'exec "{sys.executable}" -m app "$@"')
        for name in _SILENCED:
            _write_program(self._programs / name, "exit 0")

    def _wait_for_window(self, window: subprocess.Popen[bytes]) -> None:
        """The window is up when it is connected to the engine.

        Whoever asked before may still count while it leaves: once is not enough.
        """
        deadline, seen = time.monotonic() + _PATIENCE, 0
        while window.poll() is None and time.monotonic() < deadline:
            seen = seen + 1 if self._connected() else 0
            if seen == 2:
                return
            time.sleep(0.05)
        window.kill()
        raise AssertionError(f"the window did not come up: {window.args!r}")

    def _connected(self) -> bool:
        """Whether somebody beside the one who asks is connected to the engine."""
        told = subprocess.run(
            ["pictrove", "engine", "status", "--json"],
            env=self.environment,
            executable=self._programs / "pictrove",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        ).stdout
        return bool(told) and (json.loads(told) or {}).get("clients", 0) > 1

    def _here(self, text: str) -> str:
        return ELSEWHERE.sub(rf"{self.home}/\1/", text)


def prints(told: str, shown: str) -> str:
    """The first line of what a page shows that was not printed, in this order; else nothing.

    Numbers may differ, and `...` stands for anything.
    """
    lines = [" ".join(line.split()) for line in told.splitlines()]
    at = 0
    for line in filter(None, (" ".join(line.split()) for line in shown.splitlines())):
        pattern = re.compile(_loosely(line))
        while at < len(lines) and not pattern.fullmatch(lines[at]):
            at += 1
        if at == len(lines):
            return line
        at += 1
    return ""


def _loosely(line: str) -> str:
    parts = [re.escape(part) for part in line.split("...")]
    return ".*".join(re.sub(r"\d+((\\\.|,)\d+)*", r"\\d+([.,]\\d+)*", part) for part in parts)


def _as_camera_photo(source: Path, target: Path) -> None:
    """A copy with what a camera notes: its name, the time, the place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as image:
        exif = Image.Exif()
        exif[Base.Make.value], exif[Base.Model.value] = "NIKON CORPORATION", "NIKON D750"
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal.value] = "2024:07:14 19:30:00"
        exif.get_ifd(IFD.GPSInfo).update({
            GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (38.0, 43.0, 0.0),
            GPS.GPSLongitudeRef: "W", GPS.GPSLongitude: (9.0, 8.0, 0.0),
        })  # fmt: skip
        image.rotate(0).save(target, exif=exif, quality=90)


def _write_captions(target: Path, photos: list[Path]) -> None:
    """What `pictrove evaluate` reads: the name of each photo as its caption."""
    rows = [{"file": str(photo), "captions": [photo.stem]} for photo in photos]
    target.write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def _write_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def tool(name: str) -> bool:
    """Whether a program is there."""
    return shutil.which(name) is not None
