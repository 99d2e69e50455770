"""The bundle's window as a person uses it: keys come from outside, by xdotool.

Needs Linux, xdotool, and a display or Xvfb.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS = 120
_TRIES = 8
_MOMENT = 0.1


class Trouble(Exception):  # noqa: N818  (the end of a run, not an error of this program)
    """Something of the bundle does not work."""


def expect(fine: object, otherwise: str) -> None:
    """Go on if it is fine.

    Raises:
        Trouble: it is not.
    """
    if not fine:
        raise Trouble(otherwise)


def say(sentence: str) -> None:
    """Say it at once."""
    print(f"    {sentence}", flush=True)


def until(happened: Callable[[], object], what: str, seconds: float = _SECONDS) -> None:
    """Wait for something.

    Raises:
        Trouble: it does not happen.
    """
    give_up = time.monotonic() + seconds
    while not happened():
        expect(time.monotonic() < give_up, f"{what} has not happened within {seconds:.0f} s.")
        time.sleep(_MOMENT)


def can_be_used() -> bool:
    """Whether there is all that is needed."""
    there = "DISPLAY" in os.environ or shutil.which("Xvfb")
    return sys.platform == "linux" and shutil.which("xdotool") is not None and bool(there)


def welcomed(home: Path) -> None:
    """Note that this user has gone through the welcome."""
    settings = home / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "window.json").write_text(json.dumps({"version": 1, "welcomed": True}), "utf-8")


class Window:
    """A window that is open.

    Attributes:
        environment: what a second start needs to find its display.
        seconds: how long it took to be there.
    """

    def __init__(self, process: subprocess.Popen[bytes], environment: dict[str, str]) -> None:
        """Waits until it is there.

        Raises:
            Trouble: it does not appear.
        """
        self._process, self.environment = process, environment
        began = time.monotonic()
        until(self._windows, "that a window appears")
        self.seconds = time.monotonic() - began
        self._window = self._windows()[0]

    @classmethod
    @contextmanager
    def opened(cls, start: Callable[..., subprocess.Popen[bytes]]) -> Iterator[Window]:
        """A window on a display, which is gone at the end.

        Args:
            start: starts the program with these arguments and this environment.
        """
        with display() as name:
            environment = {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
            process = start("gui", **environment)
            try:
                yield cls(process, environment)
            finally:
                process.kill()
                process.wait()

    def types(self, words: str) -> None:
        """Write into the search field."""
        self._keys("key", "ctrl+f", "key", "ctrl+a", "type", "--delay", "30", words)

    def finds(self, photo: str, title: str, favourites: Callable[[], list[str]]) -> None:
        """See which photo is the first answer: as a favourite it can be seen from outside.

        Args:
            photo: the path of what should be the first.
            title: a part of what is searched for, as the window's title says it.
            favourites: the paths of the photos that are favourites now.

        Raises:
            Trouble: it is another one.
        """
        until(lambda: title in self._title(), f"that {title!r} is searched for")
        seen: list[list[str]] = []
        for _ in range(_TRIES):
            time.sleep(1)  # for the answer
            self._keys("key", "ctrl+f", "key", "Return", "sleep", "0.3", "key", "Home")
            self._keys("key", "ctrl+d")
            until(favourites, "that a photo becomes a favourite")
            seen.append(favourites())
            self._keys("key", "ctrl+d")
            until(lambda: not favourites(), "that it is none any more")
            if seen[-1] == [photo]:
                return
        raise Trouble(f"searching for {title!r} in the window finds {seen}, not {photo}.")

    def quits(self) -> None:
        """End it by its key."""
        self._keys("key", "ctrl+q")
        until(lambda: self._process.poll() is not None, "that the window closes")
        code = self._process.returncode
        expect(code == 0, f"the window ended with {code}.")

    def _keys(self, *arguments: str) -> None:
        # Without a window manager nobody gives the keyboard to a window.
        self._xdotool("windowfocus", "--sync", self._window)
        self._xdotool(*arguments)

    def _title(self) -> str:
        return self._xdotool("getwindowname", self._window).strip()

    def _windows(self) -> list[str]:
        code = self._process.poll()
        expect(code is None, f"the window ended with {code}.")
        number = str(self._process.pid)
        options = ("--onlyvisible", "--pid", number, "--name", "Pictrove")
        return self._xdotool("search", *options).split()

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        return done.stdout


@contextmanager
def display() -> Iterator[str]:
    """The name of a display: the one there is, or one without a screen."""
    if "DISPLAY" in os.environ:
        yield os.environ["DISPLAY"]
        return
    receive, send = os.pipe()
    command = ["Xvfb", "-displayfd", str(send), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[send], stderr=subprocess.DEVNULL) as server:
        os.close(send)
        try:
            with os.fdopen(receive) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            server.terminate()
